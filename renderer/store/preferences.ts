import { createJSONStorage, persist, type StateStorage } from 'zustand/middleware';
import { createStore } from 'zustand/vanilla';

export type Theme = 'system' | 'dark' | 'light';
export type Density = 'comfortable' | 'compact';

export interface Preferences {
  theme: Theme;
  density: Density;
}

/** How this reader wants to see the page; kept in this browser only. */
export function createPreferences(storage: StateStorage) {
  return createStore<Preferences>()(
    persist((): Preferences => ({ theme: 'system', density: 'comfortable' }), {
      name: 'watchkeeper.preferences',
      version: 1,
      storage: createJSONStorage(() => storage),
    }),
  );
}
export type PreferencesStore = ReturnType<typeof createPreferences>;

/** Re-points the tokens: the stylesheet reads both attributes from the root element. */
export function showPreferences(root: HTMLElement, { theme, density }: Preferences): void {
  if (theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', theme);
  root.setAttribute('data-density', density);
}
