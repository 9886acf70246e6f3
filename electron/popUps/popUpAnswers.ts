import type { Clock } from '../../core/clock.ts';

/** What a person did with a pop-up: clicked on it, or on one of its buttons. */
export interface PopUpAnswer {
  popUpId: string;
  alertIds: readonly string[];
  do: 'open' | 'acknowledge' | 'snooze';
}

export interface PopUpAnswersOptions {
  /** At a path such as `/alerts/<id>`. */
  open(path: string): void;
  acknowledge(alertIds: readonly string[]): void;
  /** `until`: epoch ms. */
  snooze(alertIds: readonly string[], until: number): void;
  clock: Clock;
}

/** The buttons of a pop-up about one alert, in their order. */
export const popUpButtons = [
  { do: 'acknowledge', text: 'Acknowledge' },
  { do: 'snooze', text: 'Snooze 30 min' },
] as const;

const snoozeMs = 30 * 60_000;
/** Windows tells of one click twice, to the notification's object and to the application. */
const sameClickMs = 5000;

/** Carries out what people answer to pop-ups, each click once. */
export function createPopUpAnswers(options: PopUpAnswersOptions): (answer: PopUpAnswer) => void {
  const { clock } = options;
  const lately = new Map<string, number>();

  return (answer) => {
    const now = clock.now();
    for (const [key, at] of lately) if (Math.abs(now - at) >= sameClickMs) lately.delete(key);
    const key = `${answer.do} ${answer.popUpId}`;
    if (lately.has(key)) return;
    lately.set(key, now);
    if (answer.do === 'acknowledge') options.acknowledge(answer.alertIds);
    else if (answer.do === 'snooze') options.snooze(answer.alertIds, now + snoozeMs);
    else options.open(popUpPath(answer.alertIds));
  };
}

/** Where a click leads: to the details of one alert, to the list for several, to the board where it tells of none. */
export function popUpPath(alertIds: readonly string[]): string {
  const [first, ...others] = alertIds;
  if (first === undefined) return '/';
  return others.length === 0 ? `/alerts/${encodeURIComponent(first)}` : '/alerts';
}
