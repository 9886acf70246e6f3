import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  acknowledgeAction,
  buttonPressOf,
  choiceOf,
  displayNameOf,
  feedbackAction,
} from '../../../../core/adapters/slack/slackInteraction.ts';

const aPress = (action: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) => ({
  type: 'block_actions',
  user: { id: 'U0000001', username: 'ana.k', name: 'ana' },
  channel: { id: 'C000000001' },
  actions: [{ action_id: acknowledgeAction, value: 'a1', ...action }],
  ...rest,
});

it('reads who pressed the button of which alert, and where', () => {
  expect(buttonPressOf(aPress())).toEqual({
    ...{ alertId: 'a1', label: null, userId: 'U0000001', userName: 'ana.k', channel: 'C000000001' },
  });
});

it('reads what somebody chose that the alert was', () => {
  const chosen = (value: unknown) =>
    aPress({ action_id: feedbackAction, value: undefined, selected_option: { value } });
  expect(buttonPressOf(chosen(choiceOf('falseAlarm', 'a1')))).toMatchObject({ alertId: 'a1', label: 'falseAlarm' });
  for (const other of ['falseAlarm', 'harmless a1', 'real ../../etc/passwd', 7, null, 'real a1'.repeat(1000)]) {
    expect(buttonPressOf(chosen(other))).toBeNull();
  }
});

it.each<[string, unknown]>([
  ['another button', aPress({ action_id: 'buy' })],
  ['a button without an alert', aPress({ value: undefined })],
  ['an id that is none of ours', aPress({ value: '../../etc/passwd' })],
  ['an id of a megabyte', aPress({ value: 'a'.repeat(1_000_000) })],
  ['nobody', aPress({}, { user: null })],
  ['somebody without an id', aPress({}, { user: { id: '<!channel>' } })],
  ['a form', aPress({}, { type: 'view_submission' })],
  ['nothing', null],
])('is deaf to %s', (_, body) => {
  expect(buttonPressOf(body)).toBeNull();
});

it('is startled by nothing', () => {
  const body = fc.oneof(
    fc.anything(),
    fc.record({ actions: fc.anything(), user: fc.anything() }).map((rest) => aPress({}, rest)),
  );
  fc.assert(
    fc.property(body, (anything) => {
      const press = buttonPressOf(anything);
      if (press !== null) expect(press).toMatchObject({ alertId: expect.any(String), userName: expect.any(String) });
    }),
    { numRuns: 100 },
  );
});

it.each([
  [{ name: 'ana', real_name: 'Ana K.', profile: { display_name: 'Ana', real_name: 'Ana K.' } }, 'Ana'],
  [{ name: 'ana', real_name: 'Ana K.', profile: { display_name: '', real_name: 'Ana Krüger' } }, 'Ana Krüger'],
  [{ name: 'ana' }, 'ana'],
  [{ profile: { display_name: ' An\u202Ea\n\u0000 ' } }, 'An a'],
  [{ profile: { display_name: '👩‍🚒'.repeat(200) } }, expect.stringMatching(/^.{1,160}$/u)],
  [{}, null],
  [null, null],
])('names the person of %j', (user, name) => {
  expect(displayNameOf({ user })).toEqual(name);
});
