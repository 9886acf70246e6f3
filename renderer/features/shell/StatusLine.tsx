import { CircleHelp, LockOpen, RadioTower } from 'lucide-react';
import { formatCountdown } from '../../../shared/formatDuration.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { useLive, useServices } from '../../services.tsx';
import { FreshnessMark } from './FreshnessMark.tsx';
import type { FreshnessView } from './freshnessView.ts';
import { OpenCounts } from './OpenCounts.tsx';
import { PauseMenu } from './PauseMenu.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SourcesPopover } from './SourcesPopover.tsx';
import styles from './StatusLine.module.css';
import { useHelp } from './useHelp.ts';
import { ViewMenu } from './ViewMenu.tsx';

/** Whether, at a glance: how fresh, what is watched, what is open. */
export function StatusLine({ freshness }: { freshness: FreshnessView }) {
  const outbox = useLive((state) => state.health?.outbox ?? null);
  const unencrypted = useLive((state) => state.health?.unencrypted === true);
  const { openHelp } = useHelp();
  return (
    <header className={styles.line}>
      <Link to="/" className={styles.mark} aria-label="Watchkeeper, to the Board" title="Watchkeeper">
        <RadioTower aria-hidden="true" />
      </Link>
      <Link
        to="/health"
        className={styles.freshness}
        data-watch={freshness.watch}
        title={freshness.reason ?? 'Everything that is watched answers.'}
      >
        <FreshnessMark watch={freshness.watch} />
        {freshness.word}
      </Link>
      <NextCheck freshness={freshness} />
      <SourcesPopover />
      {outbox && (
        <Link
          to="/health"
          className={styles.fact}
          data-trouble={outbox.failed > 0 || undefined}
          title={`${outbox.sent} sent, ${outbox.pending} waiting to be sent, ${outbox.failed} given up`}
        >
          outbox <b>{outbox.pending}</b>
          {outbox.failed > 0 && <span>· {outbox.failed} failed</span>}
        </Link>
      )}
      {unencrypted && (
        <Link
          to="/setup"
          className={styles.lock}
          title="ClickHouse is reached over plain HTTP: password and data can be read on the way. Change it in Setup → Connection."
        >
          <LockOpen aria-hidden="true" />
          <span>not encrypted</span>
        </Link>
      )}
      <div className={styles.middle}>
        <SearchBox />
      </div>
      <OpenCounts freshness={freshness} />
      <div className={styles.tools}>
        <PauseMenu />
        <ViewMenu />
        <IconButton label="Keyboard and help" shortcut="?" icon={<CircleHelp />} onClick={openHelp} />
      </div>
    </header>
  );
}

/** Counts down to the next check; while disconnected, to the next attempt to reach the host. */
function NextCheck({ freshness }: { freshness: FreshnessView }) {
  const { live } = useServices();
  const nextCycleAt = useLive((state) => state.health?.nextCycleAt ?? null);
  const retryAt = useLive((state) => state.connection.retryAt);
  const now = useNow(1000);
  if (freshness.watch === 'disconnected' || freshness.watch === 'signedOut') {
    return (
      <button type="button" className={styles.fact} onClick={() => live.probe()} title="Try now">
        <span className={styles.label}>next attempt</span>{' '}
        <b>{retryAt === null ? 'now' : formatCountdown(retryAt - now)}</b>
      </button>
    );
  }
  if (nextCycleAt === null) return null;
  const left = Date.parse(nextCycleAt) - now;
  return (
    <span className={styles.fact}>
      {left > 0 ? (
        <>
          <span className={styles.label}>next check</span> <b>{formatCountdown(left)}</b>
        </>
      ) : (
        'checking now'
      )}
    </span>
  );
}
