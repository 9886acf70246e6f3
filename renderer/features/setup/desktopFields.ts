import type { SettingField } from './settingField.ts';

export const startInWindowField: SettingField = {
  path: 'desktop.startInWindow',
  label: 'Open the window at login too',
  effect:
    'Off: at login only the icon in the tray appears. Started by hand, or where no tray is, it opens in any case.',
  input: { kind: 'toggle' },
};

export const updateFields: SettingField[] = [
  {
    path: 'desktop.updates.enabled',
    label: 'Look for updates',
    effect: 'Off: nobody is asked for a newer version, unless you do below.',
    input: { kind: 'toggle' },
  },
  {
    path: 'desktop.updates.url',
    label: 'Where releases are',
    effect: 'Empty: where this build came from.',
    input: { kind: 'text', placeholder: 'https://releases.example.com/watchkeeper', wide: true },
  },
];

/** What only the desktop app goes by. */
export const desktopFields: SettingField[] = [startInWindowField, ...updateFields];
