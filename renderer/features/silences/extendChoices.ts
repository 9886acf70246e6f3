import { type SpanChoice, spanChoices } from './silenceDraft.ts';

/** How much further the end of a silence can be moved: from where it is, or until tomorrow morning if that is later. */
export function extendChoices(endsAt: Date, now: Date): SpanChoice[] {
  const [further, today] = [spanChoices(endsAt), spanChoices(now)];
  const of = (choices: readonly SpanChoice[], id: string) => choices.filter((choice) => choice.id === id);
  const longer = ['hour', 'fourHours', 'week'].flatMap((id) =>
    of(further, id).map((choice) => ({ ...choice, label: `${choice.label} more` })),
  );
  const morning = of(today, 'morning').filter(({ until }) => until > endsAt);
  return [...longer.slice(0, 2), ...morning, ...longer.slice(2)];
}
