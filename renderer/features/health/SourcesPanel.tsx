import type { SourceHealth } from '../../../shared/health.ts';
import { Panel } from '../../components/Panel.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import styles from './entries.module.css';
import { Facts } from './Facts.tsx';
import { StatusMark } from './StatusMark.tsx';
import { sourceStatusWords, sourceTitles } from './sourceWords.ts';

/** Each source with its own state: one that fails does not hide the others. */
export function SourcesPanel({ sources }: { sources: readonly SourceHealth[] }) {
  return (
    <Panel title="Sources" hint="where alerts come from">
      {sources.length === 0 ? (
        <p className={styles.none}>
          No source is set up, so nothing is watched. <Link to={pathOf.setup}>Set up a connection</Link>
        </p>
      ) : (
        <ul className={styles.entries}>
          {sources.map((source) => (
            <SourceEntry key={source.name} source={source} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function SourceEntry({ source }: { source: SourceHealth }) {
  return (
    <li className={styles.entry}>
      <header className={styles.head}>
        <h3 className={styles.name}>{sourceTitles[source.kind]}</h3>
        <StatusMark status={sourceStatusWords[source.status]} />
      </header>
      {source.lastError && <p className={styles.error}>{source.lastError}</p>}
      <Facts
        facts={[
          { label: 'Last answer', value: ago(source.lastSuccessAt) },
          { label: 'Took', value: source.latencyMs === null ? '–' : `${Math.round(source.latencyMs)} ms` },
          { label: 'Newest row', value: ago(source.newestRowAt) },
          { label: 'Rows skipped', value: source.skippedRows },
        ]}
      />
      {source.note && <p className={styles.note}>{source.note}</p>}
      {source.lastSkipped && <p className={styles.note}>Last skipped row: {source.lastSkipped}</p>}
    </li>
  );
}

const ago = (at: string | null) => (at === null ? 'never' : <RelativeTime at={at} suffix=" ago" />);
