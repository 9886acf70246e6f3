import { deliveryProblems } from '../../../../shared/delivery/deliveryProblems.ts';
import { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import { inputProblems } from '../../../../shared/issueSentence.ts';

/** What is wrong with delivery as it is being edited, by the same rules as the host's; dotted path → rest of a sentence. */
export function draftProblems(delivery: DeliverySettings): Record<string, string> {
  const parsed = DeliverySettings.safeParse(delivery);
  const ofSchema = parsed.success
    ? []
    : inputProblems(parsed.error.issues).map(({ path, message }) => ({ path: `delivery.${path}`, message }));
  const problems: Record<string, string> = {};
  for (const { path, message } of [...ofSchema, ...deliveryProblems(delivery)]) problems[path] ??= message;
  return problems;
}
