import type { Severity } from '../../../shared/severity.ts';
import { severityWords } from '../../components/severityWords.ts';
import type { Choice, SettingField } from './settingField.ts';

export const popUpFields: SettingField[] = [
  {
    path: 'popUps.enabled',
    label: 'Show pop-ups',
    effect: 'Off: nothing pops up or sounds. Slack is told all the same.',
    input: { kind: 'toggle' },
  },
  {
    path: 'popUps.criticalStays',
    label: 'Critical ones stay',
    effect: 'Until they are dismissed; the others go by themselves.',
    input: { kind: 'toggle' },
  },
  {
    path: 'popUps.resolved',
    label: 'Also when an alert is over',
    effect: 'Tells that it is over, without your having to look.',
    input: { kind: 'toggle' },
  },
];

export interface PopUpRow {
  popsUp: SettingField;
  sound: SettingField;
}

const sounds: Choice[] = [
  { value: 'none', label: 'None' },
  { value: 'chime', label: 'Chime' },
  { value: 'alarm', label: 'Alarm' },
];

/** Whether and with which sound each severity pops up. */
export const popUpRows: Record<Severity, PopUpRow> = {
  critical: popUpRow('critical'),
  high: popUpRow('high'),
  medium: popUpRow('medium'),
  low: popUpRow('low'),
};

function popUpRow(severity: Severity): PopUpRow {
  return {
    popsUp: {
      path: `popUps.severities.${severity}`,
      label: `${severityWords[severity]} alerts pop up`,
      effect: 'Off: shown on the board only.',
      input: { kind: 'toggle' },
    },
    sound: {
      path: `popUps.sounds.${severity}`,
      label: `Sound of ${severityWords[severity].toLowerCase()} alerts`,
      effect: 'Played when one pops up.',
      input: { kind: 'choice', options: sounds },
    },
  };
}

/** Its choices depend on where the host runs and where the reader is; see `timeZoneChoices`. */
export const timeZoneField: SettingField = {
  path: 'popUps.quietHours.timeZone',
  label: 'Time zone',
  effect: 'Whose night it is.',
  input: { kind: 'text' },
};

export const quietHoursFields: SettingField[] = [
  {
    path: 'popUps.quietHours.enabled',
    label: 'Keep quiet at night',
    effect: 'Nothing pops up or sounds then. Slack is told all the same.',
    input: { kind: 'toggle' },
  },
  {
    path: 'popUps.quietHours.from',
    label: 'Quiet from',
    effect: 'Hours and minutes of the wall clock.',
    input: { kind: 'text', placeholder: '22:00' },
  },
  {
    path: 'popUps.quietHours.to',
    label: 'Quiet until',
    effect: 'Earlier than the beginning: on the next day.',
    input: { kind: 'text', placeholder: '07:00' },
  },
  timeZoneField,
  {
    path: 'popUps.quietHours.criticalBreaksThrough',
    label: 'Critical alerts break through',
    effect: 'Off: not even those are heard at night.',
    input: { kind: 'toggle' },
  },
];
