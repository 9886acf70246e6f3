import type { SecretName } from '../../shared/settings.ts';
import { thresholdRules } from '../../shared/signals/thresholdRules.ts';
import { originsProblem } from './allowedOrigins.ts';
import { appTokenProblem, botTokenProblem, routingKeyProblem, sentryDsnProblem } from './secretProblem.ts';
import { webhookUrlProblem } from './webUrl.ts';

export type EnvironmentVariable =
  /** Overrides the setting at `path`; the schema of the settings judges the value. */
  | { sets: 'setting'; path: string; form: 'text' | 'number' | 'boolean' | 'list' }
  | { sets: 'secret'; name: SecretName; problem: (value: string) => string | null }
  | { sets: 'host'; key: HostKey; problem: (value: string) => string | null };

export type HostKey =
  | 'home'
  | 'token'
  | 'passphrase'
  | 'debug'
  | 'logAttempts'
  | 'allowedOrigins'
  | 'slackApiUrl'
  | 'pagerDutyEventsUrl';

const anything = () => null;
const longerThan = (characters: number) => (value: string) =>
  value.length < characters ? `must have at least ${characters} characters` : null;

/** Every variable Watchkeeper knows. */
export const environmentVariables: Record<string, EnvironmentVariable> = {
  CLICKHOUSE_URL: { sets: 'setting', path: 'connection.url', form: 'text' },
  CLICKHOUSE_USER: { sets: 'setting', path: 'connection.user', form: 'text' },
  CLICKHOUSE_DATABASE: { sets: 'setting', path: 'connection.database', form: 'text' },
  CLICKHOUSE_ALLOW_HTTP: { sets: 'setting', path: 'connection.allowUnencrypted', form: 'boolean' },
  CLICKHOUSE_PASSWORD: { sets: 'secret', name: 'clickhousePassword', problem: anything },
  WATCHKEEPER_HOME: { sets: 'host', key: 'home', problem: anything },
  WATCHKEEPER_TOKEN: { sets: 'host', key: 'token', problem: tokenProblem },
  WATCHKEEPER_PASSPHRASE: { sets: 'host', key: 'passphrase', problem: longerThan(8) },
  WATCHKEEPER_ALLOWED_ORIGINS: { sets: 'host', key: 'allowedOrigins', problem: originsProblem },
  WATCHKEEPER_DASHBOARD_URL: { sets: 'setting', path: 'dashboardUrl', form: 'text' },
  ALERT_CHECK_INTERVAL: { sets: 'setting', path: 'cycle.intervalSeconds', form: 'number' },
  ALERT_DEBUG_MODE: { sets: 'host', key: 'debug', problem: booleanProblem },
  SLACK_WEBHOOK_URL: { sets: 'secret', name: 'slackWebhookUrl', problem: webhookUrlProblem },
  SLACK_WEBHOOK_CRITICAL: { sets: 'secret', name: 'slackWebhookCritical', problem: webhookUrlProblem },
  SLACK_WEBHOOK_REVENUE: { sets: 'secret', name: 'slackWebhookRevenue', problem: webhookUrlProblem },
  SLACK_WEBHOOK_TECHNICAL: { sets: 'secret', name: 'slackWebhookTechnical', problem: webhookUrlProblem },
  SLACK_ALERTS_ENABLED: { sets: 'setting', path: 'notifications.slackEnabled', form: 'boolean' },
  METRICS_COLLECTION_INTERVAL: { sets: 'setting', path: 'metrics.intervalSeconds', form: 'number' },
  SLACK_BOT_TOKEN: { sets: 'secret', name: 'slackBotToken', problem: botTokenProblem },
  SLACK_APP_TOKEN: { sets: 'secret', name: 'slackAppToken', problem: appTokenProblem },
  SLACK_DEFAULT_CHANNEL: { sets: 'setting', path: 'delivery.slack.channel', form: 'text' },
  SLACK_USERS_CHANNEL: { sets: 'setting', path: 'delivery.slack.usersChannel', form: 'text' },
  SLACK_API_URL: { sets: 'host', key: 'slackApiUrl', problem: webhookUrlProblem },
  PAGERDUTY_INTEGRATION_KEY: { sets: 'secret', name: 'pagerDutyKey', problem: routingKeyProblem },
  PAGERDUTY_EVENTS_URL: { sets: 'host', key: 'pagerDutyEventsUrl', problem: webhookUrlProblem },
  SMTP_HOST: { sets: 'setting', path: 'delivery.email.host', form: 'text' },
  SMTP_PORT: { sets: 'setting', path: 'delivery.email.port', form: 'number' },
  SMTP_USER: { sets: 'setting', path: 'delivery.email.user', form: 'text' },
  SMTP_PASSWORD: { sets: 'secret', name: 'smtpPassword', problem: anything },
  ALERT_EMAIL_FROM: { sets: 'setting', path: 'delivery.email.from', form: 'text' },
  ALERT_EMAIL_TO: { sets: 'setting', path: 'delivery.email.to', form: 'list' },
  SENTRY_DSN: { sets: 'secret', name: 'sentryDsn', problem: sentryDsnProblem },
  SENTRY_ENVIRONMENT: { sets: 'setting', path: 'errors.sentry.environment', form: 'text' },
  ALERT_THROTTLE_WINDOW: { sets: 'setting', path: 'delivery.limits.windowSeconds', form: 'number' },
  ALERT_MAX_PER_WINDOW: { sets: 'setting', path: 'delivery.limits.maxPerWindow', form: 'number' },
  ALERT_LOG_ATTEMPTS: { sets: 'host', key: 'logAttempts', problem: booleanProblem },
  ...thresholdVariables(),
};

/** `true` for 1, true, yes, on; `false` for 0, false, no, off; null for anything else. */
export function parseSwitch(value: string): boolean | null {
  const word = value.trim().toLowerCase();
  if (['1', 'true', 'yes', 'on'].includes(word)) return true;
  if (['0', 'false', 'no', 'off'].includes(word)) return false;
  return null;
}

export function booleanProblem(value: string): string | null {
  return parseSwitch(value) === null ? 'must be 1 or 0 (or true, false, yes, no, on, off)' : null;
}

function tokenProblem(value: string): string | null {
  if (!/^[\x21-\x7e]+$/.test(value)) return 'must be printable characters without spaces';
  return longerThan(8)(value);
}

function thresholdVariables(): Record<string, EnvironmentVariable> {
  return Object.fromEntries(
    thresholdRules.flatMap(({ metric, variable }) => [
      [`ALERT_${variable}_THRESHOLD`, numberAt(`metrics.thresholds.${metric}.limit`)],
      [`ALERT_${variable}_COOLDOWN`, numberAt(`metrics.thresholds.${metric}.cooldownMinutes`)],
    ]),
  );
}

function numberAt(path: string): EnvironmentVariable {
  return { sets: 'setting', path, form: 'number' };
}
