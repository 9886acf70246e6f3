import { Info, TriangleAlert } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import type { Backtest, BacktestAbout } from '../../../../shared/learning/backtest.ts';
import { Button } from '../../../components/Button.tsx';
import { Segmented } from '../../../components/Segmented.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useServices } from '../../../services.tsx';
import type { TimeRange } from '../../overview/timelineBars.ts';
import { BacktestChart } from './BacktestChart.tsx';
import { BacktestCounts } from './BacktestCounts.tsx';
import { BacktestList } from './BacktestList.tsx';
import { BacktestProgress } from './BacktestProgress.tsx';
import styles from './BacktestView.module.css';
import { type AboutChoice, aboutChoices, ofAbout, triedWords } from './backtestAbout.ts';
import { backtestRows } from './backtestRows.ts';
import { backtestHeadline, daysWord } from './backtestWords.ts';
import { type BacktestState, type JudgedBy, useBacktest } from './useBacktest.ts';

interface BacktestViewProps {
  /** The draft; null: something is wrong with it, so that it cannot be tried. */
  draft: JudgedBy | null;
  inForce: JudgedBy;
  /** The draft is not what is in force. */
  isChanged: boolean;
  /** What is tried; left out: everything. */
  about?: readonly BacktestAbout[];
}

const daysChoices = ['1', '3', '7', '14', '30'] as const;
type DaysChoice = (typeof daysChoices)[number];
const daysOptions = daysChoices.map((value) => ({ value, label: `${value} d` }));

/** What a draft of the settings would have done over the last days, beside what was done. */
export function BacktestView({ draft, inForce, isChanged, about }: BacktestViewProps) {
  const [choice, setChoice] = useState<DaysChoice>('7');
  const days = Number(choice);
  const state = useBacktest(draft === null ? null : { days, about, ...judgedBy(draft) }, inForce);
  useAnnounced(state, isChanged);
  return (
    <section className={styles.view} aria-label="Tried on the past">
      <div className={styles.bar}>
        <span className={styles.muted}>Tried on the past of {triedWords(about)}</span>
        <Segmented label="Days to try it on" value={choice} options={daysOptions} onChange={setChoice} />
        <BacktestProgress state={state} waits={draft === null} />
      </div>
      <Outcome state={state} days={days} isChanged={isChanged} />
    </section>
  );
}

/** Of all settings those that the past is judged by. */
const judgedBy = ({ engine, learning, metrics }: JudgedBy): JudgedBy => ({ engine, learning, metrics });

function Outcome({ state, days, isChanged }: { state: BacktestState; days: number; isChanged: boolean }) {
  const { backtest, failure, again, isOld } = state;
  if (failure !== null) {
    return (
      <div className={styles.failed} role="alert">
        <TriangleAlert aria-hidden="true" />
        <p>Not tried. {failure}</p>
        <Button size="small" onClick={again}>
          Try again
        </Button>
      </div>
    );
  }
  if (backtest === null) {
    return (
      <div className={styles.loading} role="status" aria-label={`Trying it on ${daysWord(days)}`}>
        <Skeleton height="34px" width="240px" />
        <Skeleton height="276px" />
        <Skeleton height="120px" />
      </div>
    );
  }
  if (backtest.problem !== null) {
    return (
      <div className={styles.missing}>
        <Info aria-hidden="true" />
        <p>{backtest.problem}</p>
        <Button size="small" onClick={again}>
          Try again
        </Button>
      </div>
    );
  }
  return <Answer backtest={backtest} isOld={isOld} isChanged={isChanged} days={days} />;
}

interface AnswerProps {
  backtest: Backtest;
  isOld: boolean;
  isChanged: boolean;
  days: number;
}

function Answer({ backtest, isOld, isChanged, days }: AnswerProps) {
  const [range, setRange] = useState<TimeRange | null>(null);
  const [wanted, setWanted] = useState<AboutChoice>('all');
  const choices = aboutChoices(backtest);
  const about = choices.some(({ value }) => value === wanted) ? wanted : 'all';
  const lists = useMemo(() => ofAbout(backtest, about), [backtest, about]);
  const rows = useMemo(() => backtestRows(lists), [lists]);
  // What was zoomed in on may not be among other days.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other days are seen as a whole
  useEffect(() => setRange(null), [days]);
  const shown = range === null ? rows : rows.filter(({ at }) => at >= range.from && at < range.to);
  return (
    <div className={styles.answer} data-old={isOld || undefined}>
      <div className={styles.bar}>
        <p className={styles.headline}>
          <b>{backtestHeadline(lists, isChanged)}</b> <span>in {daysWord(days)}</span>
        </p>
        {choices.length > 0 && (
          <Segmented label="What the alerts are about" value={about} options={choices} onChange={setWanted} />
        )}
      </div>
      <div className={styles.columns}>
        <BacktestChart backtest={lists} isChanged={isChanged} range={range} onZoom={setRange} />
        <BacktestCounts backtest={lists} rows={rows} isChanged={isChanged} />
      </div>
      <BacktestList rows={shown} isChanged={isChanged} isMixed={about === 'all' && choices.length > 0} />
      {backtest.note && <p className={styles.muted}>{backtest.note}</p>}
    </div>
  );
}

/** Who does not see the number change hears it. */
function useAnnounced({ backtest, isOld }: BacktestState, isChanged: boolean): void {
  const { noticeStore } = useServices();
  const words =
    backtest === null || isOld || !isChanged ? null : (backtest.problem ?? backtestHeadline(backtest, isChanged));
  useEffect(() => {
    if (words !== null) noticeStore.announce(words);
  }, [words, noticeStore]);
}
