import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import './styles/reset.css';
import './styles/tokens.css';
import './styles/watch.css';
import './styles/base.css';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { syncCache } from './api/cacheSync.ts';
import { createApi } from './api/client.ts';
import { isNotFound, isSignedOut } from './api/explainError.ts';
import { followStream } from './api/live.ts';
import { browserTimers } from './api/timers.ts';
import { createTicker, TickerProvider } from './components/useNow.tsx';
import { createRouter } from './routing/router.ts';
import { type Services, ServicesProvider } from './services.tsx';
import { createLiveStore } from './store/liveStore.ts';
import { createNoticeStore } from './store/noticeStore.ts';
import { createPendingStore } from './store/pendingStore.ts';
import { createPreferences, showPreferences } from './store/preferences.ts';

const preferences = createPreferences(window.localStorage);
showPreferences(document.documentElement, preferences.getState());
preferences.subscribe((state) => showPreferences(document.documentElement, state));

const liveStore = createLiveStore(Date.now());
const api = createApi({
  url: new URL('/api', window.location.origin).href,
  onSignedOut: () => live.probe(),
});
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

const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream says when something changed; time alone makes nothing old.
      staleTime: Number.POSITIVE_INFINITY,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && !isSignedOut(error) && !isNotFound(error),
    },
  },
});
syncCache(liveStore, queryClient);

const services: Services = {
  api,
  live,
  router: createRouter(window),
  liveStore,
  pendingStore: createPendingStore(),
  noticeStore: createNoticeStore(),
  preferences,
};

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
