// `node test/bench/alertList.ts`: pages, search and overview of a book with 100,000 alerts, one JSON line each.
import { join } from 'node:path';
import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { systemClock } from '../../core/adapters/system/systemClock.ts';
import type { AlertQuery } from '../../shared/alertQuery.ts';
import { manyAlerts } from '../support/manyAlerts.ts';
import { recordingLog } from '../support/recordingLog.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const alerts = 100_000;
const rounds = 20;

await using folder = await temporaryFolder();
const path = join(folder.path, 'watchkeeper.db');
const now = Date.parse('2026-03-10T12:00:00.000Z');
const opened = openStore(path, { clock: systemClock, log: recordingLog() });
if (!opened.ok) throw new Error(opened.error.message);
const store = opened.value;
// A busy month; the day's panels then see about 3,300 of them.
manyAlerts(store, alerts, now, 26_000);

const cases: Record<string, AlertQuery> = {
  firstPage: {},
  pageAtOffset90000: { offset: 90_000 },
  bySeverity: { sort: 'severity' },
  byTitle: { sort: 'title' },
  byLastSeen: { sort: 'lastSeenAt' },
  openCritical: { status: ['active'], severity: ['critical'] },
  lastSixHours: { from: new Date(now - 6 * 3_600_000).toISOString() },
  searchCommon: { q: 'checkout' },
  searchRare: { q: 'shop-77777' },
  searchNothing: { q: 'no such text' },
};
for (const [name, query] of Object.entries(cases)) report(name, () => store.book.list(query).total);
report('overview', () => store.book.overview(now).recent.length);
report(
  'opening',
  () => {
    store.close();
    const again = openStore(path, { clock: systemClock, log: recordingLog() });
    if (again.ok) Object.assign(store, again.value);
    return again.ok ? 1 : 0;
  },
  3,
);
store.close();

function report(what: string, work: () => number, times = rounds): void {
  let found = 0;
  const durations = Array.from({ length: times }, () => {
    const startedAt = performance.now();
    found = work();
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  const at = (share: number) => durations[Math.floor((times - 1) * share)] ?? 0;
  reportFigure('alertList', { what, alerts, found, medianMs: at(0.5), p95Ms: at(0.95) });
}
