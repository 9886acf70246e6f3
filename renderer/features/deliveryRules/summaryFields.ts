import { Weekday } from '../../../shared/delivery/timePeriod.ts';
import type { Choice, SettingField } from '../setup/settingField.ts';

export type SummaryKind = 'daily' | 'weekly';

interface Choices {
  receivers: readonly Choice[];
  zones: readonly Choice[];
}

const days: Record<Weekday, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

/** The switch of a summary; the others mean something once it is on. */
export function summarySwitch(kind: SummaryKind): SettingField {
  return kind === 'daily'
    ? {
        path: 'delivery.summaries.daily.enabled',
        label: 'Send the day before',
        effect: 'Every day: what happened, how fast it was taken, what was noisiest.',
        input: { kind: 'toggle' },
      }
    : {
        path: 'delivery.summaries.weekly.enabled',
        label: 'Send the seven days before',
        effect: 'Once a week: the same of whole days.',
        input: { kind: 'toggle' },
      };
}

/** Its choices depend on the receivers there are and on where the host runs. */
export function summaryFields(kind: SummaryKind, { receivers, zones }: Choices): SettingField[] {
  const path = (name: string) => `delivery.summaries.${kind}.${name}`;
  const weekday: SettingField = {
    path: path('on'),
    label: 'Day',
    effect: 'When it is sent.',
    input: { kind: 'choice', options: Weekday.options.map((day) => ({ value: day, label: days[day] })) },
  };
  return [
    {
      path: path('receiver'),
      label: 'Receiver',
      effect: 'Who gets it.',
      input: { kind: 'choice', options: [{ value: '', label: 'Nobody' }, ...receivers], wide: true },
    },
    ...(kind === 'weekly' ? [weekday] : []),
    {
      path: path('at'),
      label: 'Time',
      effect: 'Hours and minutes of the wall clock.',
      input: { kind: 'text', placeholder: '09:00' },
    },
    {
      path: path('timeZone'),
      label: 'Time zone',
      effect: 'Whose clocks count, and whose days.',
      input: { kind: 'choice', options: zones, wide: true },
    },
  ];
}
