import type { ReactNode } from 'react';
import type { Backtest } from '../../../../shared/learning/backtest.ts';

import { SeverityMark } from '../../../components/SeverityMark.tsx';
import { TypeMark } from '../../../components/TypeMark.tsx';
import { SaidMark } from '../SaidMark.tsx';
import styles from './BacktestCounts.module.css';
import { type Counts, countsByFeedback, countsBySeverity, countsByType } from './backtestCounts.ts';
import type { BacktestRow } from './backtestRows.ts';
import { changeWords } from './backtestWords.ts';

interface BacktestCountsProps {
  backtest: Backtest;
  rows: readonly BacktestRow[];
  /** The draft is not what is in force. */
  isChanged: boolean;
}

/** The numbers behind the headline: by severity, by type, and what becomes of the alerts that somebody judged. */
export function BacktestCounts({ backtest, rows, isChanged }: BacktestCountsProps) {
  const said = countsByFeedback(rows);
  const shown = ({ current, draft, raised }: Counts) => ({
    ...{ first: current, second: isChanged ? draft : raised, change: isChanged ? changeWords(draft, current) : '' },
  });
  return (
    <div className={styles.counts}>
      <table className={styles.table} aria-label="Alerts by severity and type">
        <thead>
          <tr>
            <th scope="col">Alerts</th>
            <th scope="col">In force</th>
            <th scope="col">{isChanged ? 'Draft' : 'Raised'}</th>
            <th scope="col">
              <span className="visuallyHidden">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {countsBySeverity(backtest).map(({ severity, ...counts }) => (
            <Row key={severity} name={<SeverityMark severity={severity} />} {...shown(counts)} />
          ))}
        </tbody>
        <tbody>
          {countsByType(backtest).map(({ type, title, ...counts }) => (
            <Row key={type} name={<TypeMark type={type} word={title} />} {...shown(counts)} />
          ))}
        </tbody>
      </table>
      {said.length > 0 && (
        <table className={styles.table} aria-label="Alerts that somebody judged">
          <thead>
            <tr>
              <th scope="col">Somebody said</th>
              <th scope="col">Raised</th>
              <th scope="col">Still told</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {said.map(({ label, raised, kept }) => (
              <Row
                key={label}
                name={<SaidMark label={label} />}
                first={raised}
                second={kept}
                change={changeWords(kept, raised)}
              />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

interface RowProps {
  name: ReactNode;
  first: number;
  second: number;
  change: string;
}

function Row({ name, first, second, change }: RowProps) {
  return (
    <tr data-none={(first === 0 && second === 0) || undefined}>
      <th scope="row">{name}</th>
      <td>{first}</td>
      <td className={styles.then}>{second}</td>
      <td className={styles.change}>{change}</td>
    </tr>
  );
}
