import type { Alert } from '../../shared/alert.ts';
import type { Backtest, BacktestAbout } from '../../shared/learning/backtest.ts';
import type { Explanation } from '../../shared/learning/explanation.ts';
import type { Adjustment, FeedbackLabel } from '../../shared/learning/feedback.ts';
import type { Forecast, LearnedSeriesList } from '../../shared/learning/learnedSeries.ts';
import type { LearningSettings } from '../../shared/learning/learningSettings.ts';
import type { Settings } from '../../shared/settings.ts';
import type { AlertBook } from '../alerts/alertBook.ts';
import { notFound } from './apiError.ts';
import type { ContractImplementer } from './implementContract.ts';

export interface BacktestRequest {
  days: number;
  engine: Settings['engine'];
  learning: LearningSettings;
  /** Left out: those in force. */
  metrics?: Settings['metrics'] | undefined;
  /** Left out: everything. */
  about?: readonly BacktestAbout[] | undefined;
}

/** Questions about what was learned. What is wrong with one is part of the answer. */
export interface LearningDesk {
  series(signal: AbortSignal): Promise<LearnedSeriesList>;
  forecast(query: { series: string; hours: number }, signal: AbortSignal): Promise<Forecast>;
  backtest(request: BacktestRequest, signal: AbortSignal): Promise<Backtest>;
  /** Where an alert's change comes from. */
  why(alert: Alert, signal: AbortSignal): Promise<Explanation>;
}

/** What people say of alerts, and what was learned from it. */
export interface FeedbackDesk {
  /** `label` null takes it back. Returns the alerts that there are, as they are now. */
  give(ids: readonly string[], label: FeedbackLabel | null, comment: string | null, by: string): Alert[];
  /** Newest first; those that are over or undone for a while, too. */
  adjustments(): Adjustment[];
  /** Null: there is none with this id. */
  undo(id: string): Adjustment | null;
}

export interface LearningPorts {
  book: Pick<AlertBook, 'detail'>;
  learning: LearningDesk;
  feedback: FeedbackDesk;
  host: { person: string };
}

interface Said {
  label: FeedbackLabel | null;
  comment?: string | undefined;
  by?: string | undefined;
}

const neverAborted = new AbortController().signal;

/** What was learned, tried out, explained and corrected. */
export function learningHandlers(api: ContractImplementer, ports: LearningPorts) {
  const { book, learning, feedback, host } = ports;
  const give = (ids: readonly string[], input: Said) => {
    const comment = input.comment?.trim() ?? '';
    return feedback.give(ids, input.label, comment === '' ? null : comment, input.by ?? host.person);
  };
  return {
    alerts: {
      feedback: api.alerts.feedback.handler(({ input }) => {
        const [alert] = give([input.id], input);
        if (!alert) throw notFound('There is no alert with this id.');
        return alert;
      }),
      feedbackMany: api.alerts.feedbackMany.handler(({ input }) => {
        const ids = [...new Set(input.ids)];
        const items = give(ids, input);
        const found = new Set(items.map(({ id }) => id));
        return { items, notFound: ids.filter((id) => !found.has(id)) };
      }),
      why: api.alerts.why.handler(({ input, signal }) => {
        const alert = book.detail(input.id);
        if (alert === null) throw notFound('There is no alert with this id.');
        return learning.why(alert as Alert, signal ?? neverAborted);
      }),
    },
    learning: {
      series: api.learning.series.handler(({ signal }) => learning.series(signal ?? neverAborted)),
      forecast: api.learning.forecast.handler(({ input, signal }) => learning.forecast(input, signal ?? neverAborted)),
      backtest: api.learning.backtest.handler(({ input, signal }) => learning.backtest(input, signal ?? neverAborted)),
      adjustments: api.learning.adjustments.handler(() => ({ items: feedback.adjustments() })),
      undoAdjustment: api.learning.undoAdjustment.handler(({ input }) => {
        const undone = feedback.undo(input.id);
        if (undone === null) throw notFound('Nothing that was learned from feedback has this id.');
        return undone;
      }),
    },
  };
}
