import { number, type SettingField } from './settingField.ts';

const toggle = { kind: 'toggle' } as const;
const orNever = (unit: string) => ({ kind: 'number', unit, whenEmpty: 'never' }) as const;

export const signalTableFields: SettingField[] = [
  {
    path: 'connection.tables.componentMetrics',
    label: 'Component metrics',
    effect: 'Values that rules are judged by.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.modelEvents',
    label: 'Model events',
    effect: 'Drift, FAVES violations and safety events of models.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.jobRuns',
    label: 'Job runs',
    effect: 'A row when a job starts, and one when it ends.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.userRegistrations',
    label: 'Registrations',
    effect: 'New users, told in a channel of their own.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.pipelineErrors',
    label: 'Pipeline errors',
    effect: 'Counted by component and operation.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.heartbeats',
    label: 'Heartbeats',
    effect: 'Written only when a row is wanted below, in Watchkeeper itself.',
    input: { kind: 'text' },
  },
  {
    path: 'connection.tables.feedback',
    label: 'Feedback',
    effect: 'Written when somebody says what an alert was.',
    input: { kind: 'text' },
  },
];

export const modelFields: SettingField[] = [
  {
    path: 'models.enabled',
    label: 'Watch models',
    effect: 'Drift, FAVES violations and safety events become alerts.',
    input: toggle,
  },
];

export const jobFields: SettingField[] = [
  {
    path: 'jobs.enabled',
    label: 'Watch jobs',
    effect: 'Failed, overdue and missing runs become alerts.',
    input: toggle,
  },
  {
    path: 'jobs.messages',
    label: 'Messages about runs',
    effect: 'Of runs that go well; failed ones are alerts in any case. A webhook is told when they finish.',
    input: {
      kind: 'choice',
      options: [
        { value: 'all', label: 'Started and finished' },
        { value: 'finished', label: 'Finished' },
        { value: 'none', label: 'None' },
      ],
      wide: true,
    },
  },
  {
    path: 'jobs.learnSchedule',
    label: 'Learn when jobs run',
    effect: 'From the runs of the last 30 days: how often, and how long. Off: only what is given on the page Jobs.',
    input: toggle,
  },
];

export const userFields: SettingField[] = [
  {
    path: 'users.enabled',
    label: 'Tell of new users',
    effect: 'A message for each; never an alert.',
    input: toggle,
  },
  {
    path: 'users.maskEmail',
    label: 'Mask e-mail addresses',
    effect: 'a…@example.com in place of the whole address.',
    input: toggle,
  },
];

const perWindow = (severity: 'critical' | 'high' | 'medium' | 'low', label: string): SettingField => ({
  path: `errors.perWindow.${severity}`,
  label,
  effect: 'Errors of one component and operation in five minutes. Empty: never.',
  input: orNever('errors'),
});

export const errorFields: SettingField[] = [
  {
    path: 'errors.enabled',
    label: 'Watch pipeline errors',
    effect: 'Many of one kind become an alert.',
    input: toggle,
  },
  perWindow('critical', 'Critical from'),
  perWindow('high', 'High from'),
  perWindow('medium', 'Medium from'),
  perWindow('low', 'Low from'),
];

export const sentryFields: SettingField[] = [
  {
    path: 'errors.sentry.environment',
    label: 'Environment',
    effect: 'Under which Sentry files them.',
    input: { kind: 'text' },
  },
  {
    path: 'errors.sentry.sampleRate',
    label: 'Share of errors sent',
    effect: '1 sends all of them, 0.1 one in ten.',
    input: number('of 1'),
  },
  {
    path: 'errors.sentry.ownFaults',
    label: "Send Watchkeeper's own faults too",
    effect: 'Bugs of this program, without secrets.',
    input: toggle,
  },
];

export const selfFields: SettingField[] = [
  {
    path: 'self.heartbeatSeconds',
    label: 'Heartbeat every',
    effect: 'While checks succeed, so that others notice when they stop.',
    input: number('s'),
  },
  {
    path: 'self.heartbeatRow',
    label: 'Write heartbeats to ClickHouse',
    effect: 'A row for each, in the table named above. Needs the right to insert.',
    input: toggle,
  },
  {
    path: 'self.clockSkewSeconds',
    label: 'Clocks may differ by',
    effect: "This machine's and ClickHouse's. Beyond it there is an alert.",
    input: number('s'),
  },
];

/** Everything that is watched beside the shop and its anomalies. */
export const signalFields: SettingField[] = [
  ...modelFields,
  ...jobFields,
  ...userFields,
  ...errorFields,
  ...sentryFields,
  ...selfFields,
];
