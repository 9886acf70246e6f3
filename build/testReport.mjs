import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './paths.mjs';

/** Reads the JSON report of Vitest or Playwright; a report that is missing means that the runner itself failed. */
export function readTestReport(report) {
  try {
    const json = JSON.parse(readFileSync(report, 'utf8'));
    if (json.stats) {
      const { expected, unexpected, flaky, skipped } = json.stats;
      return {
        passed: expected + flaky,
        failed: unexpected,
        skipped,
        skips: skipsOf(json),
        failures: playwrightFailures(json),
      };
    }
    return {
      passed: json.numPassedTests,
      failed: json.numFailedTests,
      skipped: json.numPendingTests,
      failures: vitestFailures(json),
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Which tests of Playwright's report were skipped, by the reason they gave. */
function skipsOf(report) {
  const skips = new Map();
  for (const { name, status, annotations } of playwrightTests(report)) {
    if (status !== 'skipped') continue;
    const reason =
      annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? 'no reason given';
    skips.set(reason, [...(skips.get(reason) ?? []), name]);
  }
  return skips;
}

function playwrightFailures(report) {
  return playwrightTests(report)
    .filter(({ status }) => status === 'unexpected')
    .map(({ name, file, results }) => ({ name: `${file}: ${name}`, message: results.at(-1)?.error?.message ?? '' }));
}

function playwrightTests(report) {
  const inSuite = (suite) => [
    ...(suite.specs ?? []).flatMap(({ title, file, tests }) =>
      tests.map((test) => ({ ...test, file, name: test.projectName ? `${test.projectName}: ${title}` : title })),
    ),
    ...(suite.suites ?? []).flatMap(inSuite),
  ];
  return report.suites.flatMap(inSuite);
}

function vitestFailures(report) {
  return report.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message, assertionResults }) => {
      const file = relative(root, name);
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [{ name: file, message }];
      return failed.map(({ fullName, failureMessages }) => ({
        name: `${file}: ${fullName}`,
        message: failureMessages.join('\n'),
      }));
    });
}
