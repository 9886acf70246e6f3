import { type Backtest, type BacktestAbout, backtestAbouts } from '../../../../shared/learning/backtest.ts';

export type AboutChoice = BacktestAbout | 'all';

/** Of one alert. */
export const aboutWords: Record<BacktestAbout, string> = {
  shop: 'Shop',
  metric: 'Metric',
  job: 'Job',
  query: 'Query',
};

const choiceWords: Record<AboutChoice, string> = {
  all: 'All',
  shop: 'Shop',
  metric: 'Metrics',
  job: 'Jobs',
  query: 'Queries',
};

type Lists = Pick<Backtest, 'draft' | 'current' | 'raised'>;

/** What the alerts can be narrowed to; none where all of them are about the same. */
export function aboutChoices({ draft, current, raised }: Lists): { value: AboutChoice; label: string }[] {
  const there = new Set([...draft, ...current, ...raised].map(({ about }) => about));
  if (there.size < 2) return [];
  const values: AboutChoice[] = ['all', ...backtestAbouts.filter((about) => there.has(about))];
  return values.map((value) => ({ value, label: choiceWords[value] }));
}

/** A backtest narrowed to what some of its alerts are about. */
export function ofAbout(backtest: Backtest, about: AboutChoice): Backtest {
  if (about === 'all') return backtest;
  const narrowed = <Each extends { about: BacktestAbout }>(alerts: readonly Each[]) =>
    alerts.filter((each) => each.about === about);
  const { draft, current, raised } = backtest;
  return { ...backtest, draft: narrowed(draft), current: narrowed(current), raised: narrowed(raised) };
}

/** Continues “Tried on the past of”. */
export function triedWords(about: readonly BacktestAbout[] | undefined): string {
  if (about === undefined) return 'the shop and of everything that is learned beside it';
  return about.map((each) => (each === 'shop' ? 'the shop' : choiceWords[each].toLowerCase())).join(', ');
}
