import type { SettingField } from './settingField.ts';

export const startInWindowField: SettingField = {
  path: 'desktop.startInWindow',
  label: 'Start with the window open',
  effect: 'Off: only the icon in the tray appears. Where there is no tray the window opens in any case.',
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
