import type { ReceiverChoice } from '../delivery/editor/useReceiverChoices.ts';
import type { Choice } from '../setup/settingField.ts';

/** Receivers as options of one choice; the one that is chosen stays an option even when it is gone. */
export function receiverOptions(choices: readonly ReceiverChoice[], chosen: string): Choice[] {
  const options = choices.map(({ name, setUp }) => ({ value: name, label: setUp ? name : `${name} (not set up)` }));
  const isThere = chosen === '' || choices.some(({ name }) => name === chosen);
  // While nobody knows yet, nobody is called gone.
  const label = choices.length === 0 ? chosen : `${chosen} (does not exist)`;
  return isThere ? options : [...options, { value: chosen, label }];
}
