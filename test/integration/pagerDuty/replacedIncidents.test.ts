import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPagerDutyNotifier } from '../../../core/adapters/pagerDuty/pagerDutyNotifier.ts';
import type { NotificationMessage } from '../../../core/notify/notifier.ts';
import { aMessage } from '../../support/aMessage.ts';
import { type PagerDutyDouble, startPagerDuty } from '../../support/pagerDutyDouble.ts';

const routingKey = 'R0123456789abcdef0123456789abcde';
const accepted = { status: 202 };
const away = { status: 503 };
let service: PagerDutyDouble;
let ref: string | null;
beforeEach(async () => {
  service = await startPagerDuty();
  ref = null;
});
afterEach(async () => {
  await service.close();
  expect(service.complaints).toEqual([]);
});

async function tell(reason: NotificationMessage['reason']) {
  const notifier = createPagerDutyNotifier({
    receiver: 'pagerduty',
    routingKey,
    setIn: 'Setup → PagerDuty',
    eventsUrl: service.url,
  });
  const result = await notifier.send(aMessage({ reason, ref }), new AbortController().signal);
  if (result.ok) ref = result.ref ?? ref;
  return result;
}
const states = () => service.incidents.map(({ status }) => status);

it('pages again for what nobody has any more, because an acknowledged incident stays silent', async () => {
  for (const reason of ['firing', 'acknowledged', 'unacknowledged'] as const) await tell(reason);
  expect(states()).toEqual(['resolved', 'triggered']);
});

it('closes with the alert what could not be closed when it was replaced', async () => {
  await tell('firing');
  service.next(accepted, away);
  expect(await tell('severityRaised')).toMatchObject({ ok: true });
  await tell('repeat');
  expect(states()).toEqual(['triggered', 'triggered']);
  await tell('resolved');
  expect(states()).toEqual(['resolved', 'resolved']);
});

it('tries a resolution again of which only a part went through', async () => {
  await tell('firing');
  service.next(accepted, away);
  await tell('severityRaised');
  service.next(accepted, away);
  expect(await tell('resolved')).toMatchObject({ ok: false, error: { kind: 'transient' } });
  expect(await tell('resolved')).toEqual({ ok: true });
  expect(states()).toEqual(['resolved', 'resolved']);
});

it.each(['<thread@example.com>', '{"ts":"1.2"}', 'null', '[]'])(
  'opens an incident where another kind of receiver of this name left %s',
  async (left) => {
    ref = left;
    expect(await tell('repeat')).toMatchObject({ ok: true });
    expect(states()).toEqual(['triggered']);
  },
);
