import type { SourceHealth } from '../../../shared/health.ts';
import { Panel } from '../../components/Panel.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import table from '../../components/Table.module.css';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import styles from './cells.module.css';
import entries from './entries.module.css';
import { stepAfterError } from './nextStep.ts';
import { StatusMark } from './StatusMark.tsx';
import { StepLink } from './StepLink.tsx';
import { sourceState, sourceTitles } from './sourceWords.ts';
import { worstFirst } from './worstFirst.ts';

/** Each source with its own state: one that fails does not hide the others. */
export function SourcesPanel({ sources }: { sources: readonly SourceHealth[] }) {
  return (
    <Panel title="Sources" hint="where alerts come from">
      {sources.length === 0 ? (
        <p className={entries.none}>
          No source is set up, so nothing is watched. <Link to={pathOf.setup}>Set up a connection</Link>
        </p>
      ) : (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">State</th>
              <th scope="col">Last answer</th>
              <th scope="col">Newest row</th>
              {latencies.map(({ name, title }) => (
                <th key={name} scope="col" className={table.number} title={title}>
                  {name}
                </th>
              ))}
              <th scope="col" className={table.number} title="Rows since the start that could not be read">
                Skipped
              </th>
            </tr>
          </thead>
          {worstFirst(sources, (source) => sourceState(source).tone).map((source) => (
            <SourceRows key={source.name} source={source} />
          ))}
        </table>
      )}
    </Panel>
  );
}

const latencies: { name: string; title: string; of: (source: SourceHealth) => number | null }[] = [
  { name: 'Took', title: 'The last check of it', of: ({ latencyMs }) => latencyMs },
  { name: 'p50', title: 'Half of its last checks took no longer', of: ({ latency }) => latency?.p50Ms ?? null },
  { name: 'p95', title: '95 % of its last checks took no longer', of: ({ latency }) => latency?.p95Ms ?? null },
];

function SourceRows({ source }: { source: SourceHealth }) {
  const { lastError, lastFailure, note, lastSkipped } = source;
  const isOver = lastFailure !== undefined && source.errorCode === null;
  return (
    <tbody>
      <tr>
        <th scope="row">{sourceTitles[source.kind]}</th>
        <td className={table.whole}>
          <StatusMark status={sourceState(source)} />
        </td>
        <td data-label="Last answer">{ago(source.lastSuccessAt)}</td>
        <td data-label="Newest row">{ago(source.newestRowAt)}</td>
        {latencies.map(({ name, of }) => (
          <td key={name} className={table.number} data-label={name}>
            {milliseconds(of(source))}
          </td>
        ))}
        <td className={table.number} data-label="Skipped">
          {source.skippedRows}
        </td>
      </tr>
      {(lastError || isOver || note || lastSkipped) && (
        <tr>
          <td className={table.more} colSpan={8}>
            <div className={styles.words}>
              {lastError && (
                <p className={source.errorCode === null ? styles.note : styles.error}>
                  {lastError}
                  <StepLink step={stepAfterError(source.errorCode)} />
                </p>
              )}
              {isOver && (
                <p className={styles.note}>
                  Last failure <RelativeTime at={lastFailure.at} suffix=" ago" />: {lastFailure.message}
                </p>
              )}
              {note && (
                <p className={styles.note}>
                  {note}
                  <StepLink step={source.ruleNotes ? { label: 'Rules', to: pathOf.rules } : null} />
                </p>
              )}
              {lastSkipped && <p className={styles.note}>Last skipped row: {lastSkipped}</p>}
            </div>
          </td>
        </tr>
      )}
    </tbody>
  );
}

const ago = (at: string | null) => (at === null ? 'never' : <RelativeTime at={at} suffix=" ago" />);
const milliseconds = (ms: number | null) => (ms === null ? '–' : `${Math.round(ms)} ms`);
