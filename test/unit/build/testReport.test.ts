import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTestReport } from '../../../build/testReport.mjs';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const read = (report: string) => {
  const path = join(folder.path, 'report.json');
  writeFileSync(path, report);
  return readTestReport(path);
};

const root = join(import.meta.dirname, '../../..');

describe('a report of Vitest', () => {
  const report = (testResults: unknown[]) =>
    read(JSON.stringify({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, testResults }));

  it('names each test that failed by its file, and says what was wrong', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a book keeps', failureMessages: [] },
      { status: 'failed', fullName: 'a book loses', failureMessages: ['expected 1 to be 2'] },
    ];
    expect(report([{ name: join(root, 'test/unit/book.test.ts'), status: 'failed', assertionResults }])).toEqual({
      ...{ passed: 3, failed: 1, skipped: 2 },
      failures: [{ name: 'test/unit/book.test.ts: a book loses', message: 'expected 1 to be 2' }],
    });
  });

  it('names a file that could not be read as a whole', () => {
    const message = "Cannot find module './gone.ts'";
    const file = { name: join(root, 'test/unit/book.test.ts'), status: 'failed', message, assertionResults: [] };
    expect(report([file]).failures).toEqual([{ name: 'test/unit/book.test.ts', message }]);
  });
});

describe('a report of Playwright', () => {
  const spec = (title: string, status: string, extra: object) => ({
    ...{ title, file: 'board.spec.ts' },
    tests: [{ projectName: 'stand-in', status, annotations: [], results: [], ...extra }],
  });

  it('tells what failed at the last try, and what was skipped by its reason', () => {
    const failed = spec('opens', 'unexpected', {
      results: [{ error: { message: 'first' } }, { error: { message: 'Timed out' } }],
    });
    const skipped = spec('quits', 'skipped', { annotations: [{ type: 'skip', description: 'no runtime' }] });
    const suites = [{ specs: [failed], suites: [{ specs: [skipped] }] }];
    const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 1 };
    expect(read(JSON.stringify({ stats, suites }))).toEqual({
      ...{ passed: 6, failed: 1, skipped: 1 },
      skips: new Map([['no runtime', ['stand-in: quits']]]),
      failures: [{ name: 'board.spec.ts: stand-in: opens', message: 'Timed out' }],
    });
  });
});

it('takes a report that is missing or broken for a failure', () => {
  expect(readTestReport(join(folder.path, 'none.json'))).toMatchObject({ failed: 1 });
  expect(read('{"stats":')).toMatchObject({ failed: 1 });
});
