import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/reset.css';
import './styles/tokens.css';
import './styles/watch.css';
import './styles/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { syncCache } from './api/cacheSync.ts';
import { createApi } from './api/client.ts';
import { createDesktopApi } from './api/desktopBridge.ts';
import { followStream } from './api/live.ts';
import { createQueryClient } from './api/queryClient.ts';
import { browserTimers } from './api/timers.ts';
import { copyText } from './components/copyText.ts';
import { createTicker, TickerProvider } from './components/useNow.tsx';
import { createRouter } from './routing/router.ts';
import { type Services, ServicesProvider } from './services.tsx';
import { createDraftStore } from './store/draftStore.ts';
import { createLiveStore } from './store/liveStore.ts';
import { createNoticeStore } from './store/noticeStore.ts';
import { createPendingStore } from './store/pendingStore.ts';
import { createPreferences, followOtherTabs, showPreferences } from './store/preferences.ts';

const preferences = createPreferences(window.localStorage);
showPreferences(document.documentElement, preferences.getState());
followOtherTabs(preferences, window);
preferences.subscribe((state) => showPreferences(document.documentElement, state));

const liveStore = createLiveStore(Date.now());
const desktop = window.watchkeeper;
const api = desktop
  ? createDesktopApi(window)
  : createApi({ url: new URL('/api', window.location.origin).href, onSignedOut: () => live.probe() });
const live = followStream({
  api,
  timers: browserTimers,
  onChange: (change) => liveStore.apply(change, Date.now()),
  onConnection: (connection) => liveStore.setConnection(connection),
});
// A sleeping machine and a lost network break the stream silently; both tell when they are over.
window.addEventListener('online', () => live.probe());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') live.probe();
});

const queryClient = createQueryClient();
syncCache(liveStore, queryClient);

const services: Services = {
  api,
  live,
  router: createRouter(window),
  liveStore,
  pendingStore: createPendingStore(),
  noticeStore: createNoticeStore(),
  drafts: createDraftStore(),
  preferences,
  root: document,
  // The desktop's page has no permissions at all, not even for the clipboard.
  copyText: desktop
    ? (text) =>
        api.host.copyText({ text }).then(
          () => true,
          () => false,
        )
    : copyText,
};
desktop?.onNavigate((path) => services.router.navigate(path));
desktop?.onNotice((text) => services.noticeStore.show({ tone: 'trouble', text }));

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root element.');
createRoot(root).render(
  <StrictMode>
    <ServicesProvider services={services}>
      <QueryClientProvider client={queryClient}>
        <CSPProvider disableStyleElements>
          <TickerProvider ticker={createTicker()}>
            <App />
          </TickerProvider>
        </CSPProvider>
      </QueryClientProvider>
    </ServicesProvider>
  </StrictMode>,
);
