import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { copyText } from '../components/copyText.ts';
import { TickerProvider } from '../components/useNow.tsx';
import { createMemoryRouter } from '../routing/memoryRouter.ts';
import { ShopFormat } from '../ShopFormat.tsx';
import { type Services, ServicesProvider } from '../services.tsx';
import { createDraftStore } from '../store/draftStore.ts';
import { createNoticeStore } from '../store/noticeStore.ts';
import { createPreferences } from '../store/preferences.ts';
import { Board } from './Board.tsx';
import type { BoardOptions } from './boardOptions.ts';
import { insideBoard, startOf } from './boardPaths.ts';
import type { Connections } from './connections.ts';
import { NotSetUp } from './NotSetUp.tsx';
import type { BoardConnection } from './openConnection.ts';

export interface MountedBoard {
  show(options: BoardOptions): void;
  unmount(): void;
}

/** What is drawn as long as neither the host, nor the token, nor the view changes. */
interface Drawing {
  key: string;
  hold: ReturnType<Connections<BoardConnection>['take']>;
  services: Services;
}

/** Draws a board into a shadow root, and draws it anew when what it shows changes. */
export function mountBoard(root: ShadowRoot, connections: Connections<BoardConnection>): MountedBoard {
  const react = createRoot(root);
  let drawing: Drawing | null = null;

  return {
    show(options) {
      const { address, view, theme, density } = options;
      const before = drawing;
      if (address === null) {
        drawing = null;
        react.render(<NotSetUp theme={theme} density={density} problem={options.problem ?? ''} />);
        before?.hold.release();
        return;
      }
      const key = JSON.stringify([address.host, address.token, view]);
      if (before?.key !== key) {
        const hold = connections.take(address);
        drawing = { key, hold, services: servicesOf(root, hold.connection, options) };
        before?.hold.release();
      }
      if (drawing === null) return;
      const { hold, services } = drawing;
      services.preferences.setState({ theme, density });
      react.render(
        <StrictMode>
          <ServicesProvider key={key} services={services}>
            <QueryClientProvider client={hold.connection.queryClient}>
              <CSPProvider disableStyleElements>
                <TickerProvider ticker={hold.connection.ticker}>
                  <ShopFormat>
                    <Board view={view} connection={hold.connection} />
                  </ShopFormat>
                </TickerProvider>
              </CSPProvider>
            </QueryClientProvider>
          </ServicesProvider>
        </StrictMode>,
      );
    },
    unmount() {
      react.unmount();
      drawing?.hold.release();
      drawing = null;
    },
  };
}

function servicesOf(root: ShadowRoot, connection: BoardConnection, { view }: BoardOptions): Services {
  const { host, api, live, liveStore, pendingStore } = connection;
  return {
    api,
    live,
    liveStore,
    pendingStore,
    noticeStore: createNoticeStore(),
    drafts: createDraftStore(),
    // The page says how it wants its board, each time anew.
    preferences: createPreferences({ getItem: () => null, setItem: () => {}, removeItem: () => {} }),
    copyText,
    root,
    router: createMemoryRouter({
      home: host,
      start: startOf(view),
      inside: (to) => insideBoard(view, to),
      openBeside: (href) => window.open(href, '_blank', 'noopener,noreferrer'),
    }),
  };
}
