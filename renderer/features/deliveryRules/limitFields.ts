import { number, type SettingField } from '../setup/settingField.ts';

/** How much one receiver is told at most; receivers may have limits of their own. */
export const limitFields: SettingField[] = [
  {
    path: 'delivery.limits.perSecond',
    label: 'Messages a second',
    effect: 'What is over waits its turn. Services refuse those who write faster.',
    input: number('a second'),
  },
  {
    path: 'delivery.limits.burst',
    label: 'At once',
    effect: 'So many may go out without a pause between them.',
    input: number('messages'),
  },
  {
    path: 'delivery.limits.perGroupPerMinute',
    label: 'About one group',
    effect: 'Alerts that are alike in what their route groups by. What is over goes out as one message.',
    input: number('a minute'),
  },
  {
    path: 'delivery.limits.maxPerWindow',
    label: 'Messages at most',
    effect: 'In the time below. What is over goes out as one message; critical alerts do not wait.',
    input: number('messages'),
  },
  {
    path: 'delivery.limits.windowSeconds',
    label: 'Counted over',
    effect: 'The time of the limit above. 0: no such limit.',
    input: number('s'),
  },
];

export const reminderFields: SettingField[] = [
  {
    path: 'delivery.remindMinutes',
    label: 'Remind who has it while it fires, every',
    effect: 'An acknowledged alert that goes on. Empty: never.',
    input: { kind: 'number', unit: 'min', whenEmpty: 'never' },
  },
];
