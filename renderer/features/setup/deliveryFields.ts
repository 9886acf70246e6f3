import { number, type SettingField } from './settingField.ts';

export const botFields: SettingField[] = [
  {
    path: 'delivery.slack.channel',
    label: 'Channel',
    effect: 'Where the bot writes; it must be a member. Empty: the bot is not used.',
    input: { kind: 'text', placeholder: '#alerts' },
  },
];

export const mailFields: SettingField[] = [
  {
    path: 'delivery.email.host',
    label: 'Mail server',
    effect: 'Its password belongs to it: entered again when this changes. Empty: no mail is sent.',
    input: { kind: 'text', placeholder: 'smtp.example.com', wide: true },
  },
  {
    path: 'delivery.email.port',
    label: 'Port',
    effect: '465 is encrypted from the start; on others encryption is begun and a must beyond this machine.',
    input: { kind: 'number', unit: '' },
  },
  {
    path: 'delivery.email.user',
    label: 'Mail user',
    effect: 'Empty: the server takes mail without signing in.',
    input: { kind: 'text' },
  },
  {
    path: 'delivery.email.from',
    label: 'From',
    effect: 'The address that mail comes from.',
    input: { kind: 'text', placeholder: 'watchkeeper@example.com', wide: true },
  },
  {
    path: 'delivery.email.to',
    label: 'To',
    effect: 'Addresses, with commas between them.',
    input: { kind: 'list', placeholder: 'oncall@example.com, lead@example.com', wide: true },
  },
];

export const limitFields: SettingField[] = [
  {
    path: 'delivery.remindMinutes',
    label: 'Remind who has it while it fires, every',
    effect: 'An acknowledged alert that goes on. Empty: never.',
    input: { kind: 'number', unit: 'min', whenEmpty: 'never' },
  },
  {
    path: 'delivery.limits.maxPerWindow',
    label: 'Messages to one receiver at most',
    effect: 'In the time below. What is over goes out as one message; critical alerts do not wait.',
    input: number('messages'),
  },
  {
    path: 'delivery.limits.windowSeconds',
    label: 'In',
    effect: 'The time that the limit above counts. 0: no such limit.',
    input: number('s'),
  },
];
