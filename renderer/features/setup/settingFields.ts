import { severities } from '../../../shared/severity.ts';
import { severityWords } from '../../components/severityWords.ts';
import { botFields, mailFields } from './deliveryFields.ts';
import { desktopFields } from './desktopFields.ts';
import { popUpFields, popUpRows, quietHoursFields } from './popUpFields.ts';
import { number, type SettingField } from './settingField.ts';
import { signalFields, signalTableFields } from './signalFields.ts';
import { limitRows, thresholdFields } from './thresholdFields.ts';

export const addressField: SettingField = {
  path: 'connection.url',
  label: 'ClickHouse address',
  effect: 'Where events and anomalies are read. Empty: nothing is watched.',
  input: { kind: 'text', placeholder: 'https://clickhouse.example.com:8443', wide: true },
};

export const userField: SettingField = {
  path: 'connection.user',
  label: 'User',
  effect: 'Reading rights are enough.',
  input: { kind: 'text' },
};

export const databaseField: SettingField = {
  path: 'connection.database',
  label: 'Database',
  effect: 'Where the tables are.',
  input: { kind: 'text' },
};

export const allowUnencryptedField: SettingField = {
  path: 'connection.allowUnencrypted',
  label: 'Allow plain http',
  effect: 'Beyond this machine, passwords and data would travel readable. The status line then shows an open lock.',
  input: { kind: 'toggle' },
};

export const connectionFields: SettingField[] = [databaseField, allowUnencryptedField];

export const tableFields: SettingField[] = [
  {
    path: 'connection.tables.events',
    label: 'Events',
    effect: 'Clicks, carts and purchases; what the engine watches.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.metricWindows',
    label: 'Metric windows',
    effect: 'Counts per minute; makes a check cheap where it exists.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.anomalies',
    label: 'Anomalies',
    effect: 'Rows of other detectors; acknowledged there too.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.baselines',
    label: 'Baselines',
    effect: 'Written only when write-back is on.',
    input: { kind: 'text' },
  },
  ...signalTableFields,
];

export const cycleFields: SettingField[] = [
  {
    path: 'cycle.intervalSeconds',
    label: 'Check every',
    effect: 'Time between two checks.',
    input: number('s'),
  },
  {
    path: 'cycle.staleAfterMinutes',
    label: 'Blind when newest event is older than',
    effect: 'A shop that sends nothing must not look healthy.',
    input: number('min'),
  },
  {
    path: 'cycle.sourceDeadlineSeconds',
    label: 'Give up on a source after',
    effect: 'A slow source never holds up the others.',
    input: number('s'),
  },
];

export const engineFields: SettingField[] = [
  {
    path: 'engine.enabled',
    label: 'Detect anomalies in events',
    effect: 'Off: only rows that other detectors write become alerts.',
    input: { kind: 'toggle' },
  },
  {
    path: 'anomalies.enabled',
    label: 'Read rows of other detectors',
    effect: 'Every new row of the anomalies table becomes an alert.',
    input: { kind: 'toggle' },
  },
  {
    path: 'engine.writeBack',
    label: 'Write anomalies and baselines to ClickHouse',
    effect: 'Other programs see what this engine found. Needs the right to insert.',
    input: { kind: 'toggle' },
  },
  {
    path: 'engine.windowSeconds',
    label: 'Window',
    effect: 'Shorter finds trouble sooner, longer is calmer.',
    input: number('s'),
  },
  {
    path: 'engine.baselineWindows',
    label: 'Baseline',
    effect: 'How many windows before it a window is compared with.',
    input: number('windows'),
  },
  {
    path: 'engine.baseline',
    label: 'Compare with',
    effect: 'The windows just before, or what was learned of this hour of the week.',
    input: {
      kind: 'choice',
      options: [
        { value: 'windows', label: 'The last windows' },
        { value: 'learned', label: 'What was learned' },
      ],
    },
  },
  {
    path: 'engine.minBaselineWindows',
    label: 'Baseline at least',
    effect: 'With fewer windows the detectors stay silent.',
    input: number('windows'),
  },
  {
    path: 'engine.latenessSeconds',
    label: 'Wait for late events',
    effect: 'A window is judged this long after it closes.',
    input: number('s'),
  },
  ...thresholdFields,
];

export const notificationFields: SettingField[] = [
  {
    path: 'notifications.slackEnabled',
    label: 'Send to Slack',
    effect: 'Off: Slack is told nothing.',
    input: { kind: 'toggle' },
  },
  {
    path: 'notifications.minSeverity',
    label: 'Send from severity',
    effect: 'Milder alerts are shown here and not sent.',
    input: {
      kind: 'choice',
      options: severities.map((value) => ({ value, label: severityWords[value] })),
    },
  },
  {
    path: 'notifications.deduplicationMinutes',
    label: 'Same alert not again within',
    effect: 'Counted instead, unless its severity rises.',
    input: number('min'),
  },
  {
    path: 'notifications.repeatMinutes',
    label: 'Remind while nobody has it, every',
    effect: 'Empty: never.',
    input: { kind: 'number', unit: 'min', whenEmpty: 'never' },
  },
];

export const boardFields: SettingField[] = [
  {
    path: 'dashboardUrl',
    label: 'Address of this board',
    effect: 'Where links in messages lead. Empty: the address of this host.',
    input: { kind: 'text', placeholder: 'https://watch.example.com', wide: true },
  },
  {
    path: 'currency',
    label: 'Currency',
    effect: 'For amounts on screen and in messages, three letters.',
    input: { kind: 'text', placeholder: 'USD' },
  },
];

/** Every field of the page, in its order. */
export const allFields: SettingField[] = [
  addressField,
  userField,
  ...connectionFields,
  ...tableFields,
  ...cycleFields,
  ...engineFields,
  ...limitRows.flatMap((row) => severities.map((severity) => row.fields[severity])),
  ...signalFields,
  ...popUpFields,
  ...severities.flatMap((severity) => [popUpRows[severity].popsUp, popUpRows[severity].sound]),
  ...quietHoursFields,
  ...notificationFields,
  ...botFields,
  ...mailFields,
  ...desktopFields,
  ...boardFields,
];
