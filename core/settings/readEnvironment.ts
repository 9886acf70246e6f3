import type { SecretName } from '../../shared/settings.ts';
import { parseOrigins } from './allowedOrigins.ts';
import { checkSettings } from './checkSettings.ts';
import type { EnvironmentVariable, HostKey } from './environmentVariables.ts';
import { booleanProblem, environmentVariables, parseSwitch } from './environmentVariables.ts';
import { withValueAt } from './settingsPath.ts';

/** One setting that the surroundings decide; `by` is shown to the person, e.g. `CLICKHOUSE_URL`. */
export interface SettingOverride {
  path: string;
  value: unknown;
  by: string;
}

export interface Environment {
  overrides: SettingOverride[];
  secrets: Partial<Record<SecretName, string>>;
  home: string | null;
  token: string | null;
  passphrase: string | null;
  debug: boolean;
  /** Every attempt to send is logged, whatever came of it. */
  logAttempts: boolean;
  /** Names of those that are set and known here. */
  variables: string[];
  /** Of pages that may embed the board. */
  allowedOrigins: string[];
  endpoints: Endpoints;
}

/** Other addresses of services, for a proxy or a trial; null: the service's own. Keys and tokens go there. */
export interface Endpoints {
  slackApiUrl: string | null;
  pagerDutyEventsUrl: string | null;
}

/** `problems`: one sentence a wrong value, each beginning with the variable's name and none repeating the value. */
export type EnvironmentReading = { ok: true; environment: Environment } | { ok: false; problems: string[] };

/** Not Watchkeeper's own, and what many a trouble with a network comes from. */
const platformVariables = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY', 'NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'TZ'];

/** Reads the variables Watchkeeper knows. An empty value counts as not set. */
export function readEnvironment(variables: Record<string, string | undefined>): EnvironmentReading {
  const overrides: SettingOverride[] = [];
  const secrets: Partial<Record<SecretName, string>> = {};
  const host: Partial<Record<HostKey, string>> = {};
  const problems: string[] = [];
  const isSet = (name: string) => (variables[name] ?? '').trim() !== '';

  for (const [name, variable] of Object.entries(environmentVariables)) {
    const value = variables[name];
    if (value === undefined || !isSet(name)) continue;
    const problem = problemWith(variable, value);
    if (problem !== null) problems.push(`${name} ${problem}.`);
    else if (variable.sets === 'setting')
      overrides.push({ path: variable.path, value: typed(variable, value), by: name });
    else if (variable.sets === 'secret') secrets[variable.name] = value;
    else if (variable.sets === 'host') host[variable.key] = value;
  }

  problems.push(...schemaProblems(overrides));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    environment: {
      overrides,
      secrets,
      home: host.home ?? null,
      token: host.token ?? null,
      passphrase: host.passphrase ?? null,
      debug: parseSwitch(host.debug ?? '') ?? false,
      logAttempts: parseSwitch(host.logAttempts ?? '') ?? false,
      variables: [...Object.keys(environmentVariables), ...platformVariables].filter(isSet),
      allowedOrigins: parseOrigins(host.allowedOrigins ?? ''),
      endpoints: { slackApiUrl: host.slackApiUrl ?? null, pagerDutyEventsUrl: host.pagerDutyEventsUrl ?? null },
    },
  };
}

function problemWith(variable: EnvironmentVariable, value: string): string | null {
  if (variable.sets !== 'setting') return variable.problem(value);
  if (variable.form === 'boolean') return booleanProblem(value);
  return variable.form === 'number' && !Number.isFinite(Number(value)) ? 'must be a number' : null;
}

function typed(variable: EnvironmentVariable & { sets: 'setting' }, value: string): unknown {
  if (variable.form === 'number') return Number(value);
  if (variable.form === 'list')
    return value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return variable.form === 'boolean' ? parseSwitch(value) : value.trim();
}

/** The settings' own rules, with the variable's name in place of the path. */
function schemaProblems(overrides: SettingOverride[]): string[] {
  const candidate = overrides.reduce((tree, { path, value }) => withValueAt(tree, path, value), {});
  const checked = checkSettings(candidate);
  if (checked.ok) return [];
  return checked.problems.map(({ path, message }) => {
    const override = overrides.find((other) => path === other.path || path.startsWith(`${other.path}.`));
    return `${override?.by ?? path} ${message}.`;
  });
}
