import { afterEach, expect, it } from 'vitest';
import { createDeliveryDesk } from '../../../core/watch/deliveryDesk.ts';
import { plainRoute } from '../../../shared/delivery/builtInRoutes.ts';
import { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';
import type { ReceiverView } from '../../../shared/delivery/receiverView.ts';
import { Settings } from '../../../shared/settings.ts';
import type { Severity } from '../../../shared/severity.ts';
import { minutes } from '../../support/aWatch.ts';
import { type DeliveryWatch, deliveryWatches, is } from '../../support/deliveryWatch.ts';
import { successOf } from '../../support/successOf.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

const view = (name: string, kind: ReceiverView['kind']): ReceiverView => ({
  ...{ name, kind, builtIn: true, setUp: true, missing: null, destination: null, health: null },
});
const toOnly = (name: string, more: object = {}) =>
  DeliverySettings.parse({ escalations: [], routes: plainRoute('All', [], { receivers: [name] }), ...more });

const both = [view('slack', 'slackWebhook'), view('pagerduty', 'pagerDuty')];

const deskOf = (watch: DeliveryWatch, delivery = toOnly('slack'), receivers = both) =>
  createDeliveryDesk({
    ...{ store: watch.store, clock: watch.clock, timeZone: 'UTC', health: () => [], popUpsPausedUntil: () => null },
    settings: Settings.parse({ delivery }),
    views: () => receivers,
  });

/** What was sent to Slack, and would be by other settings, over the last day. */
async function replayed(watch: DeliveryWatch, delivery: DeliverySettings) {
  const answer = deskOf(watch).replay({ delivery, days: 1 });
  if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
  const { current, edited } = successOf(answer);
  return [current, edited].map(({ messages, inDigests }) => ({ messages, inDigests }));
}

const storm = async () => {
  const watch = await watches.live();
  await watch.window(...Array.from({ length: 8 }, (_, index): [string, Severity] => [`job_${index}`, 'high']));
  await watch.clock.advance(minutes(1));
  return watch;
};

it('a replay goes by the limits that each receiver has, and by whether it takes many in one message', async () => {
  const watch = await storm();
  const together = { messages: 1, inDigests: 8 };
  expect(await replayed(watch, toOnly('pagerduty'))).toEqual([together, { messages: 8, inDigests: 0 }]);
  await watch.fire(['job_a', 'high']);
  await watch.fire(['job_b', 'high']);
  const one = { slack: { limits: { windowSeconds: 300, maxPerWindow: 1 } } };
  expect(await replayed(watch, toOnly('slack', { options: one }))).toEqual([
    { messages: 3, inDigests: 8 },
    { messages: 2, inDigests: 10 },
  ]);
});

it.each<ReceiverView['kind']>(['slackBot', 'pagerDuty', 'webhook'])(
  'a replay brings up to date what a %s was told when somebody has it',
  async (kind) => {
    const watch = await watches.live();
    await watch.window(['job_a', 'high']);
    await watch.clock.advance(minutes(1));
    watch.acknowledge('job_a');
    await watch.clock.advance(minutes(1));
    const delivery = toOnly('slack');
    const answer = deskOf(watch, delivery, [view('slack', kind)]).replay({ delivery, days: 1 });
    if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
    const reasons = successOf(answer).current.byReason.map(({ reason }) => reason);
    expect(reasons.sort()).toEqual(['acknowledged', 'firing']);
  },
);

it('a replay tells nobody of what was silenced', async () => {
  const watch = await watches.live();
  watch.silence([is('type', 'job_a')], minutes(60));
  await watch.window(['job_a', 'high'], ['job_b', 'high']);
  await watch.clock.advance(minutes(1));
  expect(await replayed(watch, toOnly('slack'))).toMatchObject([{ messages: 1 }, { messages: 1 }]);
});

const downExplainsLate = {
  ...{ name: 'down', source: [is('type', 'warehouse_down')], target: [is('type', 'job_late')], equal: [] },
};

it('a replay tells nobody of what another alert explains, by the rules that are tried', async () => {
  const watch = await watches.live();
  await watch.window(['warehouse_down', 'high']);
  await watch.window(['warehouse_down', 'high'], ['job_late', 'high']);
  await watch.clock.advance(minutes(1));
  const [current, edited] = await replayed(watch, toOnly('slack', { inhibitions: [downExplainsLate] }));
  expect([current?.messages, edited?.messages]).toEqual([2, 1]);
});

it('who is told says which silence or which alert holds one back, and that it does not escalate then', async () => {
  const watch = await watches.live();
  await watch.fire(['warehouse_down', 'high'], ['job_late', 'high']);
  const settings = { receivers: ['slack'], escalation: 'default' };
  const delivery = DeliverySettings.parse({ routes: plainRoute('All', [], settings), inhibitions: [downExplainsLate] });
  const simulated = (subject: { alertId: string } | { alert: { severity: Severity; type: string } }) => {
    const described = 'alert' in subject ? { alert: { source: 'engine', labels: {}, ...subject.alert } } : subject;
    const answer = deskOf(watch, delivery).simulate(described);
    if ('problems' in answer) throw new Error(JSON.stringify(answer.problems));
    const { receivers, escalation } = successOf(answer);
    return [receivers[0]?.why, escalation?.policy ?? null];
  };
  const byRoute = ['Told by the route All.', 'default'];
  const explained = ['Held back: Warehouse down fires, which explains it.', null];
  expect(simulated({ alertId: watch.idOf('warehouse_down') })).toEqual(byRoute);
  expect(simulated({ alertId: watch.idOf('job_late') })).toEqual(explained);
  expect(simulated({ alert: { severity: 'high', type: 'job_late' } })).toEqual(explained);
  watch.silence([is('type', 'warehouse_down')], minutes(60), { comment: 'planned work' });
  expect(simulated({ alertId: watch.idOf('warehouse_down') })[0]).toMatch(
    /^Held back: Silenced by .+ until 13:\d\d: planned work$/,
  );
});
