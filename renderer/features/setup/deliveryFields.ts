import type { SettingField } from './settingField.ts';

export const botFields: SettingField[] = [
  {
    path: 'delivery.slack.channel',
    label: 'Channel',
    effect: 'Where the bot writes; it must be a member. Empty: the bot is not used.',
    input: { kind: 'text', placeholder: '#alerts' },
  },
  {
    path: 'delivery.slack.usersChannel',
    label: 'Channel of new users',
    effect: 'Empty: the channel above.',
    input: { kind: 'text', placeholder: '#new-users' },
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
