import { Unplug } from 'lucide-react';
import { EmptyState } from '../components/EmptyState.tsx';
import type { Density, Theme } from '../store/preferences.ts';
import styles from './Board.module.css';
import { BoardFrame } from './BoardFrame.tsx';
import { Trust } from './Trust.tsx';

interface NotSetUpProps {
  theme: Theme;
  density: Density;
  problem: string;
}

/** For whoever writes the page: what its element lacks. */
export function NotSetUp({ theme, density, problem }: NotSetUpProps) {
  return (
    <BoardFrame theme={theme} density={density} watch="disconnected">
      <section className={styles.board} aria-label="Watchkeeper">
        <header className={styles.line}>
          <Trust freshness={{ watch: 'disconnected', word: 'Not set up', reason: problem, since: null }} />
        </header>
        <EmptyState icon={<Unplug />} tone="trouble" title="This board is not set up">
          <p role="alert">{problem} Until then nothing can be seen here.</p>
        </EmptyState>
      </section>
    </BoardFrame>
  );
}
