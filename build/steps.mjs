import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, pinnedNode } from './paths.mjs';
import { run } from './run.mjs';

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
      return { code, output, ...countTests(report) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Reads the JSON report of Vitest or Playwright; a report that is missing means that the runner itself failed. */
function countTests(report) {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'));
    if (json.stats) {
      const { expected, unexpected, flaky, skipped } = json.stats;
      return { passed: expected + flaky, failed: unexpected, skipped, skips: skipsOf(json) };
    }
    return { passed: json.numPassedTests, failed: json.numFailedTests, skipped: json.numPendingTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Which tests of Playwright's report were skipped, by the reason they gave. */
function skipsOf(report) {
  const skips = new Map();
  const visit = (suite) => {
    for (const { title, tests } of suite.specs ?? []) {
      for (const { projectName, status, annotations } of tests) {
        if (status !== 'skipped') continue;
        const reason =
          annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? 'no reason given';
        skips.set(reason, [...(skips.get(reason) ?? []), projectName ? `${projectName}: ${title}` : title]);
      }
    }
    for (const inner of suite.suites ?? []) visit(inner);
  };
  for (const suite of report.suites) visit(suite);
  return skips;
}

async function step(title, work) {
  const startedAt = Date.now();
  const { code, output, passed = 0, failed = 0, skipped = 0, skips = new Map() } = await work();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  const counts =
    passed + failed > 0 ? `, ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}` : '';
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${title} (${seconds} s${counts})\n`);
  for (const [reason, names] of skips) {
    process.stdout.write(`     skipped, because ${reason}:\n`);
    for (const name of names) process.stdout.write(`       ${name}\n`);
  }
  if (code !== 0) process.stdout.write(`${output.trim()}\n`);
  return { title, ok: code === 0, passed, failed, skipped };
}

function indent(text) {
  return text
    .trim()
    .split('\n')
    .map((line) => `     ${line}\n`)
    .join('');
}
