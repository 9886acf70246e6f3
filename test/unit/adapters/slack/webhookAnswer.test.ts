import { expect, it } from 'vitest';
import { webhookFailure } from '../../../../core/adapters/slack/webhookAnswer.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const answer = (status: number, body = '', retryAfter: string | null = null) =>
  webhookFailure({ status, body, retryAfter }, { receiver: 'slack-critical', setIn: 'Delivery → Receivers' }, now);

it('takes 200 with the word ok for success, and nothing else', () => {
  expect(answer(200, 'ok')).toBeNull();
  expect(answer(200, 'ok\n')).toBeNull();
  expect(answer(200, '<html>ok</html>')).toMatchObject({ kind: 'transient', code: 'badAnswer' });
  expect(answer(204, '')).not.toBeNull();
});

it.each([
  [400, 'invalid_payload', 'rejected'],
  [400, 'no_text', 'rejected'],
  [400, 'invalid_blocks', 'rejected'],
  [400, 'user_not_found', 'rejected'],
  [413, '', 'rejected'],
  [403, 'action_prohibited', 'permanent'],
  [403, 'invalid_token', 'permanent'],
  [404, 'channel_not_found', 'permanent'],
  [404, 'no_service', 'permanent'],
  [404, 'no_team', 'permanent'],
  [410, 'channel_is_archived', 'permanent'],
  [302, '', 'permanent'],
  [401, '', 'permanent'],
  [429, '', 'transient'],
  [408, '', 'transient'],
  [500, 'rollup_error', 'transient'],
  [503, '<html>', 'transient'],
])('%i %s is %s', (status, body, kind) => {
  const failure = answer(status, body);
  expect(failure?.kind).toBe(kind);
  expect(failure?.retryable).toBe(kind === 'transient');
});

it.each([
  ['30', 30_000],
  ['0', 0],
  ['Tue, 10 Mar 2026 12:01:00 GMT', 60_000],
  ['Tue, 10 Mar 2026 11:00:00 GMT', 0],
  ['soon', null],
  [null, null],
])('reads Retry-After %s as %s ms', (header, retryAfterMs) => {
  expect(answer(429, '', header)?.retryAfterMs).toBe(retryAfterMs);
});

it('says what happened, what it means and what to do', () => {
  expect(answer(410, 'channel_is_archived')?.message).toBe(
    'Slack is closed for slack-critical: its channel is archived (410 channel_is_archived). No alerts arrive there. Enter a new webhook in Delivery → Receivers.',
  );
});

it('does not repeat what a stranger answered', () => {
  expect(answer(404, '<script>https://hooks.slack.com/services/T0/B0/secret</script>')?.message).not.toContain(
    'secret',
  );
});
