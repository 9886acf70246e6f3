import type { Result } from '../../shared/problem.ts';
import type { TableInUse } from '../api/hostPorts.ts';
import { withDeadline } from '../deadline.ts';
import { type DiagnosticsSources, describeDiagnostics } from './describeDiagnostics.ts';
import { hostNamesOnly, withTexts } from './hostNamesOnly.ts';

/** Ten tables and more are described one after the other. */
const tablesDeadlineMs = 5000;

const readMe = `What Watchkeeper knows of itself, for somebody who is to help.

diagnostics.json  as on the page Health, without the settings
settings.json     the settings that hold, addresses as names of hosts
environment.json  names of the environment variables that are set; no values
tables.json       columns of the tables that are watched
logs/             the newest lines of the log

No password, token, key or webhook is in it. It names hosts, people who acknowledged, and alerts: read it before you
give it away.
`;

/** One file for somebody who is to help: every text in it has gone through the redactor. */
export async function makeDiagnosticsBundle(
  sources: DiagnosticsSources,
  signal: AbortSignal,
): Promise<{ name: string; content: Uint8Array<ArrayBuffer> }> {
  const { diagnostics: desk, clock } = sources;
  const [{ settings, overrides, ...diagnostics }, tables, logs] = await Promise.all([
    describeDiagnostics(sources, signal),
    tablesInUse(sources, signal),
    desk.newestLogs(),
  ]);
  const json = (value: unknown) => `${JSON.stringify(withTexts(value, desk.redact), null, 2)}\n`;
  const files = new Map([
    ['README.txt', readMe],
    ['diagnostics.json', json(hostNamesOnly(diagnostics))],
    ['settings.json', json(hostNamesOnly({ settings, overrides }))],
    ['environment.json', json(desk.variables)],
    ['tables.json', json(tables)],
    ...logs.map(({ name, text }) => [`logs/${name}`, redactLines(text, desk.redact)] as const),
  ]);
  const at = clock.now();
  const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');
  return { name: `watchkeeper-diagnostics-${stamp}.zip`, content: await desk.zip(files, at) };
}

async function tablesInUse({ connection, clock }: DiagnosticsSources, signal: AbortSignal) {
  const answer = await withDeadline(
    clock,
    tablesDeadlineMs,
    signal,
    (limited): Promise<Result<TableInUse[]>> => connection.tables(limited),
  );
  const tables = answer.kind === 'done' ? answer.value : null;
  if (tables === null) return { problem: 'ClickHouse did not answer within 5 s.' };
  return tables.ok ? tables.value : { problem: tables.error.message };
}

const redactLines = (text: string, redact: (text: string) => string): string => text.split('\n').map(redact).join('\n');
