import { deliveryProblems } from '../../../../shared/delivery/deliveryProblems.ts';
import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import { ReceiverName, type ReceiverSettings } from '../../../../shared/delivery/receiverSettings.ts';
import { inputProblems } from '../../../../shared/issueSentence.ts';

const suggestions: Record<ReceiverSettings['kind'], string> = {
  slackWebhook: 'slack-team',
  slackBot: 'slack-channel',
  pagerDuty: 'pagerduty-team',
  email: 'email-team',
  webhook: 'webhook',
};

/** Why the receiver called `own` (null: a new one) cannot be called `name`; continues a sentence. Null: it can. */
export function nameProblem(delivery: DeliverySettings, own: string | null, name: string): string | null {
  const parsed = ReceiverName.safeParse(name);
  if (!parsed.success) return inputProblems(parsed.error.issues)[0]?.message ?? null;
  const others = delivery.receivers.filter((receiver) => receiver.name !== own);
  // Of two alike the later one is to blame.
  const receivers: ReceiverSettings[] = [...others, { kind: 'pagerDuty', enabled: true, name }];
  const path = `delivery.receivers.${others.length}.name`;
  return deliveryProblems({ ...delivery, receivers }).find((problem) => problem.path === path)?.message ?? null;
}

/** A name that no receiver has, for a new one of the kind. */
export function freeName(delivery: DeliverySettings, kind: ReceiverSettings['kind']): string {
  const wanted = suggestions[kind];
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (nameProblem(delivery, null, name) === null) return name;
  }
}
