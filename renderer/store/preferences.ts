import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

export type Theme = 'system' | 'dark' | 'light';
export type Density = 'comfortable' | 'compact';

export interface Preferences {
  theme: Theme;
  density: Density;
  /** Whether this browser shows pop-ups; the desktop app always does. */
  popUps: boolean;
  /** The welcome of the first run was skipped. */
  welcomed: boolean;
}

/** How this reader wants to see the page, and what it may do; kept in this browser only. */
export function createPreferences(storage: StateStorage) {
  return createStore<Preferences>()(
    persist((): Preferences => ({ theme: 'system', density: 'comfortable', popUps: false, welcomed: false }), {
      name: 'watchkeeper.preferences',
      version: 1,
      storage: createJSONStorage(() => storage),
    }),
  );
}
export type PreferencesStore = ReturnType<typeof createPreferences>;

/** Takes over what another tab of this browser has changed. */
export function followOtherTabs(preferences: PreferencesStore, browser: Pick<Window, 'addEventListener'>): void {
  browser.addEventListener('storage', ({ key }) => {
    if (key === preferences.persist.getOptions().name) void preferences.persist.rehydrate();
  });
}

/** Re-points the tokens: the stylesheet reads both attributes from the root element. */
export function showPreferences(root: HTMLElement, { theme, density }: Preferences): void {
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
  root.setAttribute('data-density', density);
}
