import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { bin, pinnedNode } from './paths.mjs';
import { run } from './run.mjs';
import { readTestReport } from './testReport.mjs';

/** One layer each, so that `shared/` sees no platform and `renderer/` sees no Node. */
const typeProjects = [
  'tsconfig.json',
  'tsconfig.preload.json',
  'shared',
  'renderer',
  'test/unit/renderer',
  'test/e2e',
  'test/desktop',
];

export const formatAndLint = () => step('format and lint', () => run(bin('biome'), ['check', '.'], { quiet: true }));

export const types = () =>
  step('types', async () => {
    const results = await Promise.all(
      typeProjects.map((project) => run(bin('tsc'), ['--noEmit', '-p', project], { quiet: true })),
    );
    return {
      code: results.some((result) => result.code !== 0) ? 1 : 0,
      output: results.map((result) => result.output).join(''),
    };
  });

export const unusedCode = () => step('unused code', () => run(bin('knip'), [], { quiet: true }));

/** `project` is one of vitest.config.ts. */
export const vitest = (project, title = `${project} tests`, env = {}) =>
  counted(title, (report) =>
    run(
      bin('vitest'),
      ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      {
        quiet: true,
        env,
      },
    ),
  );

export const endToEnd = (chromium) =>
  counted('end-to-end tests', (report) =>
    run(bin('playwright'), ['test'], {
      quiet: true,
      env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    }),
  );

/** `projects` are those of playwright.desktop.config.ts: `stand-in`, and `electron` where its runtime is. */
export const desktopSpecs = (chromium, projects) =>
  counted(`desktop specs (${projects.join(', ')})`, (report) =>
    run(
      bin('playwright'),
      ['test', '--config=playwright.desktop.config.ts', ...projects.map((project) => `--project=${project}`)],
      { quiet: true, env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report } },
    ),
  );

/** A test that is a program of its own: what it prints is shown, its exit code is the verdict. */
export const script = (title, path, args = []) =>
  step(title, async () => {
    const { code, output } = await run(pinnedNode(), [path, ...args], { quiet: true });
    process.stdout.write(indent(output));
    return { code, output, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  });

async function counted(title, start) {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-report-'));
  const report = join(folder, 'report.json');
  try {
    return await step(title, async () => {
      const { code, output } = await start(report);
      return { code, output, ...readTestReport(report) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function step(title, work) {
  const startedAt = Date.now();
  const { code, output, passed = 0, failed = 0, skipped = 0, skips = new Map(), failures = [] } = await work();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const counts =
    passed + failed > 0 ? `, ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` : '';
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${title} (${seconds} s${counts})\n`);
  for (const [reason, names] of skips) {
    process.stdout.write(`     skipped, because ${reason}:\n`);
    for (const name of names) process.stdout.write(`       ${name}\n`);
  }
  for (const { name, message } of failures) process.stdout.write(`     ${name}\n${indent(beginningOf(message), 7)}`);
  if (code !== 0) process.stdout.write(`${withoutPassed(output).trim()}\n`);
  return { title, ok: code === 0, passed, failed, skipped };
}

/** What was wrong, without the stack; the counterexample of a property stands there. */
const beginningOf = (message) => linesOf(message).slice(0, 12).join('\n');

/** A counterexample may be a line of a hundred thousand characters. */
const linesOf = (output) =>
  stripVTControlCharacters(output)
    .split('\n')
    .map((line) => (line.length > 400 ? `${line.slice(0, 400)} …` : line));

/** What failed is found faster without the hundreds of lines of what passed. */
function withoutPassed(output) {
  return linesOf(output)
    .filter((line) => !/^\s*✓/.test(line))
    .join('\n');
}

function indent(text, by = 5) {
  return text
    .trim()
    .split('\n')
    .map((line) => `${' '.repeat(by)}${line}\n`)
    .join('');
}
