import { expect, it } from 'vitest';
import { secretProblem } from '../../../core/settings/secretProblem.ts';
import type { SecretName } from '../../../shared/settings.ts';

const receivers = [
  { kind: 'pagerDuty' as const, name: 'pager' },
  { kind: 'webhook' as const, name: 'hook' },
];

it.each<[SecretName, string, string | null]>([
  ['slackBotToken', 'xoxb-1-2-abc', null],
  ['slackBotToken', 'xapp-1', 'must be a bot token, which begins with xoxb-'],
  ['slackAppToken', 'xapp-1-A-b', null],
  ['slackAppToken', 'xoxb-1', 'must be an app-level token, which begins with xapp-'],
  ['pagerDutyKey', 'R0123456789abcdef0123456789abcde', null],
  ['pagerDutyKey', 'short', 'must have 32 characters, and has 5'],
  ['receiver.pager', 'short', 'must have 32 characters, and has 5'],
  ['receiver.hook', 'ftp://x', 'must begin with https:// (plain http:// only works on this machine)'],
  ['receiver.hook', 'https://hooks.example.com/x', null],
  ['receiver.hook.key', 'anything at all', null],
  ['receiver.nobody', 'x', 'is not needed: save the receiver nobody first'],
  ['smtpPassword', 'anything', null],
])('%s %s: %s', (name, value, expected) => {
  expect(secretProblem(name, value, receivers)).toBe(expected);
});
