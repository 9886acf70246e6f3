// `npm run bench:series -- --data DIR --out DIR`: the learning detector over a folder of series, DIR/<category>/<file>.csv with
// timestamp,value. Each file is met with a fresh learner, row by row; <out>/<category>/<file>.csv holds the score of each row.
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createLearner } from '../../../core/detection/learning/learner.ts';
import { BadSeries, type Row, readSeries } from './readSeries.ts';

const usage = 'Usage: npm run bench:series -- --data DIR --out DIR';

function folders(): { data: string; out: string } {
  let values: { data?: string | undefined; out?: string | undefined };
  try {
    ({ values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } }));
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : error} ${usage}`);
  }
  if (!values.data || !values.out) return end(2, `Both folders are needed. ${usage}`);
  // npm changes to the folder of the package before it runs a script.
  const from = process.env.INIT_CWD ?? process.cwd();
  return { data: resolve(from, values.data), out: resolve(from, values.out) };
}

function end(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

function filesOf(data: string): string[] {
  if (!statSync(data, { throwIfNoEntry: false })?.isDirectory()) return end(2, `There is no folder ${data}.`);
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.csv'));
  return files.length > 0 ? files.sort() : end(2, `There is no csv file in ${data}.`);
}

function score(rows: readonly Row[]): { scores: number[]; ms: number; stateBytes: number } {
  const learner = createLearner({ timeZone: 'UTC' });
  const startedAt = performance.now();
  const scores = rows.map(({ at, value }) => learner.learn({ at, value }).score);
  const ms = performance.now() - startedAt;
  return { scores, ms, stateBytes: learner.state().length };
}

/** Null for a file that cannot be read, which is said and makes the exit code 1; the others are scored. */
function rowsOf(path: string): Row[] | null {
  try {
    return readSeries(path);
  } catch (error) {
    if (!(error instanceof BadSeries)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
    return null;
  }
}

const { data, out } = folders();
const files = filesOf(data);
let [rowCount, ms, stateBytes, scoredFiles] = [0, 0, 0, 0];
for (const file of files) {
  const rows = rowsOf(join(data, file));
  if (rows === null) continue;
  const scored = score(rows);
  const lines = rows.map(({ timestamp, text }, index) => `${timestamp},${text},${scored.scores[index]}`);
  mkdirSync(dirname(join(out, file)), { recursive: true });
  writeFileSync(join(out, file), `${['timestamp,value,anomaly_score', ...lines].join('\n')}\n`);
  scoredFiles++;
  rowCount += rows.length;
  ms += scored.ms;
  stateBytes = Math.max(stateBytes, scored.stateBytes);
}
const microsecondsPerSample = Number(((1000 * ms) / Math.max(1, rowCount)).toPrecision(4));
const figures = { bench: 'series', files: scoredFiles, rows: rowCount, microsecondsPerSample, stateBytes };
process.stdout.write(`${JSON.stringify(figures)}\n`);
