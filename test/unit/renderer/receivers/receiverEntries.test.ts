import { expect, it } from 'vitest';
import { newReceiver } from '../../../../renderer/features/receivers/edits/newReceiver.ts';
import { builtInEntries, ownEntries } from '../../../../renderer/features/receivers/receiverEntries.ts';
import { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import type { ReceiverView } from '../../../../shared/delivery/receiverView.ts';

const view = (name: string, kind: ReceiverView['kind'], more: Partial<ReceiverView> = {}): ReceiverView => ({
  ...{ name, kind, builtIn: false, setUp: true, missing: null, destination: null, health: null, ...more },
});
const saved = DeliverySettings.parse({
  receivers: [newReceiver('webhook', 'shop'), newReceiver('pagerDuty', 'nights')],
});
const views = [view('shop', 'webhook'), view('nights', 'pagerDuty')];

it('a receiver that is saved has what the host says of it', () => {
  expect(ownEntries(saved, saved, views)).toMatchObject([
    { name: 'shop', isSaved: true, view: views[0], own: { place: 0 } },
    { name: 'nights', isSaved: true, view: views[1], own: { place: 1 } },
  ]);
});

it('a receiver under another name, or of another kind, is a new one to the host', () => {
  const draft = { ...saved, receivers: [newReceiver('webhook', 'store'), newReceiver('webhook', 'nights')] };
  expect(ownEntries(draft, saved, views)).toMatchObject([
    { name: 'store', isSaved: false, view: null },
    { name: 'nights', isSaved: false, view: null },
  ]);
});

it('the built-in ones that are set up come first', () => {
  const all = [
    view('slack', 'slackWebhook', { builtIn: true, setUp: false }),
    view('shop', 'webhook'),
    view('email', 'email', { builtIn: true }),
  ];
  expect(builtInEntries(all).map(({ name }) => name)).toEqual(['email', 'slack']);
});
