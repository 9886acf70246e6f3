import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../../core/settings/readEnvironment.ts';

function problemsOf(variables: Record<string, string>): string[] {
  const reading = readEnvironment(variables);
  return reading.ok ? [] : reading.problems;
}

function environmentOf(variables: Record<string, string | undefined>) {
  const reading = readEnvironment(variables);
  if (!reading.ok) throw new Error(reading.problems.join(' '));
  return reading.environment;
}

describe('the environment', () => {
  it('sets settings, secrets and what the host needs', () => {
    const environment = environmentOf({
      CLICKHOUSE_URL: ' https://clickhouse.example.com:8443 ',
      CLICKHOUSE_PASSWORD: ' with spaces ',
      CLICKHOUSE_ALLOW_HTTP: '1',
      ALERT_CHECK_INTERVAL: '60',
      SLACK_ALERTS_ENABLED: 'off',
      SLACK_WEBHOOK_REVENUE: 'http://127.0.0.1:9999/hook',
      WATCHKEEPER_HOME: '/srv/watch',
      ALERT_DEBUG_MODE: 'true',
      PATH: '/bin',
    });
    expect(environment).toEqual({
      overrides: [
        { path: 'connection.url', value: 'https://clickhouse.example.com:8443', by: 'CLICKHOUSE_URL' },
        { path: 'connection.allowUnencrypted', value: true, by: 'CLICKHOUSE_ALLOW_HTTP' },
        { path: 'cycle.intervalSeconds', value: 60, by: 'ALERT_CHECK_INTERVAL' },
        { path: 'notifications.slackEnabled', value: false, by: 'SLACK_ALERTS_ENABLED' },
      ],
      secrets: { clickhousePassword: ' with spaces ', slackWebhookRevenue: 'http://127.0.0.1:9999/hook' },
      home: '/srv/watch',
      token: null,
      passphrase: null,
      debug: true,
      logAttempts: false,
      variables: [
        'CLICKHOUSE_URL',
        'CLICKHOUSE_ALLOW_HTTP',
        'CLICKHOUSE_PASSWORD',
        'WATCHKEEPER_HOME',
        'ALERT_CHECK_INTERVAL',
        'ALERT_DEBUG_MODE',
        'SLACK_WEBHOOK_REVENUE',
        'SLACK_ALERTS_ENABLED',
      ],
      allowedOrigins: [],
      endpoints: { slackApiUrl: null, pagerDutyEventsUrl: null },
    });
  });

  it.each([
    ['REVIEW_RATE', 'review_rate'],
    ['RPC_ERROR', 'rpc_error_rate'],
    ['SYSTEM_HEALTH', 'system_health'],
    ['FETCH_LATENCY', 'fetch_latency'],
    ['VALIDATION_ERROR', 'validation_error_rate'],
    ['DATABASE_FAILURE', 'database_failures'],
    ['MEMORY_USAGE', 'memory_usage'],
    ['DISK_USAGE', 'disk_usage'],
  ])('sets limit and cooldown of the rule %s', (variable, metric) => {
    const read = readEnvironment({ [`ALERT_${variable}_THRESHOLD`]: '12.5', [`ALERT_${variable}_COOLDOWN`]: '7' });
    expect(read.ok && read.environment.overrides).toEqual([
      { path: `metrics.thresholds.${metric}.limit`, value: 12.5, by: `ALERT_${variable}_THRESHOLD` },
      { path: `metrics.thresholds.${metric}.cooldownMinutes`, value: 7, by: `ALERT_${variable}_COOLDOWN` },
    ]);
  });

  it('sets how often metrics are read', () => {
    const read = readEnvironment({ METRICS_COLLECTION_INTERVAL: '60' });
    expect(read.ok && read.environment.overrides).toEqual([
      { path: 'metrics.intervalSeconds', value: 60, by: 'METRICS_COLLECTION_INTERVAL' },
    ]);
  });

  it('takes an empty value for none', () => {
    expect(environmentOf({ CLICKHOUSE_URL: '', WATCHKEEPER_TOKEN: '  ', SLACK_WEBHOOK_URL: undefined })).toMatchObject({
      overrides: [],
      secrets: {},
      token: null,
    });
  });

  it.each([
    [
      'CLICKHOUSE_URL',
      'clickhouse',
      'CLICKHOUSE_URL must be a web address such as https://clickhouse.example.com:8443.',
    ],
    ['CLICKHOUSE_URL', 'ftp://h', 'CLICKHOUSE_URL must be a web address such as https://clickhouse.example.com:8443.'],
    [
      'CLICKHOUSE_URL',
      'https://me:pw@h',
      'CLICKHOUSE_URL must not contain a user or password: set them on their own (CLICKHOUSE_USER, CLICKHOUSE_PASSWORD).',
    ],
    [
      'CLICKHOUSE_URL',
      'https://h:8443/?user=me&password=pw',
      'CLICKHOUSE_URL must end before "?" or "#": user, password and database are set on their own.',
    ],
    ['CLICKHOUSE_DATABASE', 'real-time', 'CLICKHOUSE_DATABASE is not valid: use letters, digits and underscores.'],
    ['CLICKHOUSE_ALLOW_HTTP', 'maybe', 'CLICKHOUSE_ALLOW_HTTP must be 1 or 0 (or true, false, yes, no, on, off).'],
    ['ALERT_CHECK_INTERVAL', 'fast', 'ALERT_CHECK_INTERVAL must be a number.'],
    ['ALERT_CHECK_INTERVAL', '4', 'ALERT_CHECK_INTERVAL must be at least 5.'],
    ['ALERT_CHECK_INTERVAL', '3601', 'ALERT_CHECK_INTERVAL must be at most 3600.'],
    ['ALERT_CHECK_INTERVAL', '7.5', 'ALERT_CHECK_INTERVAL must be a whole number.'],
    ['SLACK_WEBHOOK_URL', 'hooks', 'SLACK_WEBHOOK_URL must be a web address that begins with https://.'],
    [
      'SLACK_WEBHOOK_CRITICAL',
      'http://example.com/x',
      'SLACK_WEBHOOK_CRITICAL must begin with https:// (plain http:// only works on this machine).',
    ],
    ['WATCHKEEPER_TOKEN', 'short', 'WATCHKEEPER_TOKEN must have at least 8 characters.'],
    ['WATCHKEEPER_TOKEN', 'two words here', 'WATCHKEEPER_TOKEN must be printable characters without spaces.'],
    ['WATCHKEEPER_PASSPHRASE', 'short', 'WATCHKEEPER_PASSPHRASE must have at least 8 characters.'],
    [
      'WATCHKEEPER_DASHBOARD_URL',
      'dashboard',
      'WATCHKEEPER_DASHBOARD_URL must be a web address such as https://watchkeeper.example.com.',
    ],
    [
      'WATCHKEEPER_DASHBOARD_URL',
      'https://me:pw@watch.example.com',
      'WATCHKEEPER_DASHBOARD_URL must not contain a user or password: links are read by many.',
    ],
    [
      'WATCHKEEPER_DASHBOARD_URL',
      'https://watch.example.com/?token=abc',
      'WATCHKEEPER_DASHBOARD_URL must end before "?" or "#": the page of an alert is added to it.',
    ],
    ['ALERT_DISK_USAGE_COOLDOWN', '1441', 'ALERT_DISK_USAGE_COOLDOWN must be at most 1440.'],
    ['ALERT_DISK_USAGE_THRESHOLD', '-1', 'ALERT_DISK_USAGE_THRESHOLD must be at least 0.'],
    ['METRICS_COLLECTION_INTERVAL', '0', 'METRICS_COLLECTION_INTERVAL must be at least 1.'],
    ['ALERT_DISK_USAGE_THRESHOLD', 'ninety', 'ALERT_DISK_USAGE_THRESHOLD must be a number.'],
    ['SMTP_PORT', '70000', 'SMTP_PORT must be at most 65535.'],
    ['SMTP_PORT', '25.5', 'SMTP_PORT must be a whole number.'],
  ])('%s=%s is one sentence that names it', (name, value, sentence) => {
    expect(problemsOf({ [name]: value })).toEqual([sentence]);
  });

  it('names each of several wrong values and repeats none of them', () => {
    const problems = problemsOf({ SLACK_WEBHOOK_URL: 'http://planted.example.com/PLANTED', ALERT_CHECK_INTERVAL: '1' });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('PLANTED');
  });
});
