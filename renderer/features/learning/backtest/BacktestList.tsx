import { ArrowDown, ArrowUp, Equal, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import { formatDuration } from '../../../../shared/formatDuration.ts';
import { Button } from '../../../components/Button.tsx';

import { formatInstant } from '../../../components/formatInstant.ts';
import { SeverityMark } from '../../../components/SeverityMark.tsx';
import { Link } from '../../../routing/Link.tsx';
import { alertPath } from '../../../routing/route.ts';
import { SaidMark } from '../SaidMark.tsx';
import styles from './BacktestList.module.css';
import { aboutWords } from './backtestAbout.ts';
import type { BacktestRow } from './backtestRows.ts';

interface BacktestListProps {
  rows: readonly BacktestRow[];
  isChanged: boolean;
  /** Rows are about different things, and say which. */
  isMixed: boolean;
}

const pageRows = 12;

const changes = {
  gone: { word: 'gone', Icon: Minus },
  new: { word: 'new', Icon: Plus },
  milder: { word: 'milder', Icon: ArrowDown },
  worse: { word: 'worse', Icon: ArrowUp },
  same: { word: 'as now', Icon: Equal },
};

/** What the draft would have done, alert by alert; what it changes comes first. */
export function BacktestList({ rows, isChanged, isMixed }: BacktestListProps) {
  const [shown, setShown] = useState(pageRows);
  const differing = rows.filter(({ change }) => change !== 'same');
  const ordered = [...differing, ...rows.filter(({ change }) => change === 'same')];
  if (rows.length === 0) return <p className={styles.none}>Nothing was or would have been told in this time.</p>;
  return (
    <div className={styles.all}>
      <h3 className={styles.title}>
        Alert by alert
        {isChanged && (
          <span>{differing.length === 0 ? ' nothing changes' : ` ${differing.length} of ${rows.length} change`}</span>
        )}
      </h3>
      <ol className={styles.list}>
        {ordered.slice(0, shown).map((row) => (
          <Row
            key={`${row.type} ${row.at} ${JSON.stringify(row.labels)}`}
            row={row}
            isChanged={isChanged}
            isMixed={isMixed}
          />
        ))}
      </ol>
      {ordered.length > shown && (
        <Button size="small" className={styles.more} onClick={() => setShown(shown + 4 * pageRows)}>
          Show {Math.min(4 * pageRows, ordered.length - shown)} more
        </Button>
      )}
    </div>
  );
}

function Row({ row, isChanged, isMixed }: { row: BacktestRow; isChanged: boolean; isMixed: boolean }) {
  const { about, title, labels, at, until, draft, current, raised, change } = row;
  const severity = draft ?? current ?? raised?.severity ?? 'low';
  const { word, Icon } = changes[change];
  // The title says which metric it is.
  const named = Object.entries(labels).flatMap(([name, value]) => (name === 'metric' ? [] : [value]));
  const facts = [...(isMixed ? [aboutWords[about]] : []), ...named].join(' · ');
  return (
    <li className={styles.row} data-change={isChanged ? change : undefined}>
      <span className={styles.severity}>
        <SeverityMark severity={severity} hollow={change === 'gone'} />
      </span>
      <span className={styles.what}>
        {raised ? <Link to={alertPath(raised.id)}>{title}</Link> : title}
        {facts !== '' && <span className={styles.muted}> {facts}</span>}
      </span>
      <time className={styles.muted} dateTime={new Date(at).toISOString()} title={formatInstant(at, 'exact')}>
        {formatInstant(at, 'short')}
        {until !== null && until > at ? `, ${formatDuration(until - at)}` : ''}
      </time>
      <span className={styles.said}>{raised?.feedback && <SaidMark label={raised.feedback} />}</span>
      {isChanged && (
        <span className={styles.change}>
          <Icon aria-hidden="true" />
          {word}
        </span>
      )}
    </li>
  );
}
