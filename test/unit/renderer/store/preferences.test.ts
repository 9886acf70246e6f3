import { expect, it } from 'vitest';
import { createPreferences, followOtherTabs } from '../../../../renderer/store/preferences.ts';

/** Two tabs of one browser over one storage, which tells the other of changes. */
function aBrowser() {
  const kept = new Map<string, string>();
  const listeners: ((event: { key: string | null }) => void)[] = [];
  const aTab = () => {
    const preferences = createPreferences({
      getItem: (name) => kept.get(name) ?? null,
      setItem: (name, value) => void kept.set(name, value),
      removeItem: (name) => void kept.delete(name),
    });
    followOtherTabs(preferences, {
      addEventListener: (_type: string, listener: never) => void listeners.push(listener),
    } as Pick<Window, 'addEventListener'>);
    return preferences;
  };
  const changed = (key: string) => {
    for (const listener of listeners) listener({ key });
  };
  return { aTab, changed };
}

it('pop-ups are off until they are turned on', () => {
  expect(aBrowser().aTab().getState().popUps).toBe(false);
});

it('what one tab turns on is on in the others, and in the next one that is opened', () => {
  const { aTab, changed } = aBrowser();
  const [one, other] = [aTab(), aTab()];
  one.setState({ popUps: true });
  changed('something.else');
  expect(other.getState().popUps).toBe(false);
  changed('watchkeeper.preferences');
  expect(other.getState().popUps).toBe(true);
  expect(aTab().getState().popUps).toBe(true);
});
