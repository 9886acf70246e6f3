import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { OverlaysProvider } from '../components/Overlays.tsx';
import { PanelBoundary } from '../components/PanelBoundary.tsx';
import { Announcer } from '../features/shell/Announcer.tsx';
import { NoticeList } from '../features/shell/NoticeList.tsx';
import { StatusBanner } from '../features/shell/StatusBanner.tsx';
import { useFreshness } from '../features/shell/useFreshness.ts';
import { useLive, usePreferences } from '../services.tsx';
import styles from './Board.module.css';
import { BoardFrame } from './BoardFrame.tsx';
import { BoardLine } from './BoardLine.tsx';
import { BoardStage } from './BoardStage.tsx';
import { boardFreshness } from './boardFreshness.ts';
import type { BoardView } from './boardOptions.ts';
import { NothingKnown } from './NothingKnown.tsx';
import type { BoardConnection } from './openConnection.ts';
import { useBoardAnnouncements } from './useBoardAnnouncements.ts';

interface BoardProps {
  view: BoardView;
  connection: BoardConnection;
}

/** The element's inside: how fresh, what is wrong with that, and the view that was asked for. */
export function Board({ view, connection }: BoardProps) {
  const plain = useFreshness();
  const refused = useStore(connection.refused);
  const freshness = useMemo(
    () => boardFreshness(plain, { host: connection.host, refused, pageOrigin: window.origin }),
    [plain, connection.host, refused],
  );
  const known = useLive((state) => state.health !== null);
  const theme = usePreferences((state) => state.theme);
  const density = usePreferences((state) => state.density);
  const [overlays, setOverlays] = useState<HTMLElement | null>(null);
  useBoardAnnouncements(connection);
  const cutOff = freshness.watch === 'signedOut' || freshness.watch === 'disconnected';
  return (
    <BoardFrame theme={theme} density={density} watch={freshness.watch}>
      <OverlaysProvider container={overlays}>
        <section className={styles.board} aria-label="Watchkeeper">
          <PanelBoundary what="The board">
            <BoardLine view={view} freshness={freshness} known={known} />
            {!known && cutOff ? (
              <NothingKnown freshness={freshness} refused={refused} />
            ) : (
              <>
                <StatusBanner freshness={freshness} />
                <BoardStage view={view} />
              </>
            )}
          </PanelBoundary>
          <div className={styles.notices}>
            <NoticeList />
          </div>
          <Announcer />
        </section>
        <div ref={setOverlays} className={styles.overlays} />
      </OverlaysProvider>
    </BoardFrame>
  );
}
