import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { schemaVersion } from '../../../core/adapters/sqlite/migrations.ts';
import { openStore, type Store } from '../../../core/adapters/sqlite/openStore.ts';
import { StorageError } from '../../../core/alerts/storageError.ts';
import { severityRank } from '../../../shared/severity.ts';
import { aWatch } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let path: string;
const opened: Store[] = [];
beforeEach(async () => {
  folder = await temporaryFolder();
  path = join(folder.path, 'watchkeeper.db');
});
afterEach(async () => {
  for (const store of opened.splice(0)) store.close();
  await folder[Symbol.asyncDispose]();
});

const clock = new ManualClock();
const open = (file = path, maxPages?: number) =>
  openStore(file, { clock, log: recordingLog(), ...(maxPages === undefined ? {} : { maxPages }) });

function opens(file = path, maxPages?: number): Store {
  const store = open(file, maxPages);
  if (!store.ok) throw new Error(store.error.message);
  opened.push(store.value);
  return store.value;
}

/** Lets one critical alert fire over a store; its id. */
async function fireOver(store: Store, description = 'Revenue $245.'): Promise<string> {
  const { monitor, engine } = aWatch({ store, clock });
  engine.next(aReport({ batches: [aBatch(clock.now(), [anObservation({ severity: 'critical', description })])] }));
  await monitor.runCycle('manual');
  await monitor.stop();
  return store.book.list({}).items[0]?.id ?? '';
}

describe('the file', () => {
  it('is readable by its owner alone, what belongs to it too', async () => {
    await fireOver(opens());
    const modes = await Promise.all(
      (await readdir(folder.path)).map(async (name) => [
        name,
        ((await stat(join(folder.path, name))).mode & 0o777).toString(8),
      ]),
    );
    expect(modes).toEqual([
      ['watchkeeper.db', '600'],
      ['watchkeeper.db-wal', '600'],
    ]);
  });

  it('keeps everything over a restart: alerts, who has them, what was told and where it left off', async () => {
    const before = opens();
    const id = await fireOver(before);
    before.book.acknowledge([id], 'kim', 'on it', clock.now());
    const told = before.book.detail(id);
    const cursor = before.transaction((tx) => tx.cursors.read('engine'));
    before.close();
    opened.length = 0;
    const after = opens();
    expect(after.book.detail(id)).toEqual(told);
    expect(told).toMatchObject({ acknowledgedBy: 'kim', note: 'on it', notificationLog: [{ outcome: 'sent' }] });
    expect(after.transaction((tx) => tx.cursors.read('engine'))).toEqual(cursor);
    expect(after.notices).toEqual([]);
    expect(after.describe()).toMatchObject({ schemaVersion, alerts: 1 });
  });

  it('of an older version is brought up to date, and keeps what is in it', async () => {
    const before = opens();
    const id = await fireOver(before);
    const told = before.book.detail(id);
    before.close();
    opened.length = 0;
    const older = new DatabaseSync(path);
    older.exec(`
      DROP INDEX alerts_muted; DROP INDEX notifications_at; DROP INDEX notifications_sent;
      DROP TABLE silences; DROP TABLE message_refs; DROP TABLE pop_ups;
      ALTER TABLE alerts DROP COLUMN silenced_by; ALTER TABLE alerts DROP COLUMN inhibited_by;
      ALTER TABLE alerts DROP COLUMN escalates_at; ALTER TABLE alerts DROP COLUMN escalations;
      DROP INDEX notifications_thread; DROP TABLE thread_refs; DROP TABLE notice_keys; ALTER TABLE notifications DROP COLUMN thread;
      ALTER TABLE alerts DROP COLUMN facts; ALTER TABLE alerts DROP COLUMN cooldown_ms;
      ALTER TABLE told DROP COLUMN acknowledged; ALTER TABLE told DROP COLUMN owes_rise;
      ALTER TABLE notifications DROP COLUMN group_key; ALTER TABLE notifications DROP COLUMN batch;
      DROP INDEX alerts_incident; DROP INDEX alerts_feedback; DROP TABLE alert_aliases; DROP TABLE learned_series;
      DROP TABLE feedback_queue; DROP TABLE adjustments;
      ALTER TABLE alerts DROP COLUMN explanation; ALTER TABLE alerts DROP COLUMN lost_revenue;
      ALTER TABLE alerts DROP COLUMN incident_id; ALTER TABLE alerts DROP COLUMN learned_series;
      ALTER TABLE alerts DROP COLUMN feedback; ALTER TABLE alerts DROP COLUMN feedback_comment;
      ALTER TABLE alerts DROP COLUMN feedback_by; ALTER TABLE alerts DROP COLUMN feedback_at;
      ALTER TABLE alert_sources DROP COLUMN joined; ALTER TABLE observations DROP COLUMN lost_revenue;
      ALTER TABLE alerts DROP COLUMN worst;
      PRAGMA user_version = 1`);
    older.close();
    const after = opens();
    expect(after.describe()).toMatchObject({ schemaVersion, alerts: 1 });
    expect(after.book.detail(id)).toEqual(told);
    const known = after.transaction(({ outbox }) => outbox.told(told?.fingerprint ?? '', 'slack'));
    expect(known).toMatchObject({ value: { alertId: id, how: 'sent', acknowledged: false, owesRise: false } });
    const alerts = [{ id, reason: 'firing' as const }];
    const popUp = { id: 'summary', at: clock.now(), inHeap: false, alerts };
    after.transaction(({ popUps }) => popUps.put('desktop', popUp));
    expect(after.transaction(({ popUps }) => popUps.find('desktop', 'summary'))).toEqual({ ok: true, value: popUp });
  });

  it('of an older version counts what is over with the worst severity that it had', async () => {
    const before = opens();
    const id = await fireOver(before);
    before.close();
    opened.length = 0;
    const older = new DatabaseSync(path);
    older.exec(`
      UPDATE alerts SET severity = ${severityRank('low')}, resolved_at = ${clock.now()};
      ALTER TABLE alerts DROP COLUMN worst;
      PRAGMA user_version = 6`);
    older.close();
    expect(opens().book.detail(id)).toMatchObject({ status: 'resolved', severity: 'critical' });
  });

  it('belongs to one Watchkeeper at a time', () => {
    opens();
    const second = open();
    expect(second).toMatchObject({ ok: false, error: { code: 'storage', retryable: true } });
    expect(!second.ok && second.error.message).toBe(
      `The database ${path} is in use by another program. New alerts are not being kept or sent. Close the other Watchkeeper that uses this folder.`,
    );
  });

  it('of a newer version is left as it is, and the next step is said', async () => {
    opens().close();
    opened.length = 0;
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${schemaVersion + 1}; CREATE TABLE of_the_future (x)`);
    newer.close();
    const before = await readFile(path);
    const refused = open();
    expect(refused).toMatchObject({ ok: false, error: { code: 'storage', retryable: false } });
    expect(!refused.ok && refused.error.message).toContain(
      `The database ${path} was written by a newer Watchkeeper (version ${schemaVersion + 1}`,
    );
    expect(await readFile(path)).toEqual(before);
  });
});

describe('a damaged file', () => {
  it.each([
    [
      'that is no database',
      async () =>
        writeFile(path, 'this is not a database, though it is as long as a header of one would be. '.repeat(50)),
    ],
    [
      'that was overwritten in the middle',
      async () => {
        const store = opens();
        await fireOver(store);
        store.close();
        opened.length = 0;
        const bytes = await readFile(path);
        bytes.fill(0x5a, 4096, bytes.length - 4096);
        await writeFile(path, bytes);
      },
    ],
  ])('%s is kept aside and said to be; the watch begins anew', async (_, damage) => {
    await damage();
    const damaged = await readFile(path);
    const store = opens();
    expect(store.notices).toMatchObject([{ code: 'databaseDamaged', severity: 'error' }]);
    expect(store.book.list({}).total).toBe(0);
    const aside = (await readdir(folder.path)).find((name) => name.includes('.damaged-')) ?? '';
    expect(store.notices[0]?.message).toContain(aside);
    expect(await readFile(join(folder.path, aside))).toEqual(damaged);
    expect(await fireOver(store)).not.toBe('');
  });
});

describe('a disk that refuses', () => {
  it('is a sentence when the folder is not there', () => {
    const refused = open(join(folder.path, 'missing', 'watchkeeper.db'));
    expect(refused).toMatchObject({ ok: false, error: { code: 'storage' } });
    expect(!refused.ok && refused.error.message).toContain('could not be opened (ENOENT)');
  });

  it.skipIf(process.getuid?.() === 0)('is a sentence when the folder may not be written', async () => {
    await chmod(folder.path, 0o500);
    expect(open()).toMatchObject({ ok: false, error: { code: 'storage' } });
    await chmod(folder.path, 0o700);
  });

  it('that is full makes the watch blind, not silent; nothing is lost, and it recovers', async () => {
    const store = opens(path, 60);
    const watch = aWatch({ store, clock });
    const { monitor, engine, slack } = watch;
    await watch.cycle();
    const filling = anObservation({ type: 'filling', severity: 'critical', description: 'x'.repeat(400_000) });
    const report = aReport({
      batches: [aBatch(clock.now(), [filling, anObservation({ severity: 'critical' })])],
      cursor: 'after',
    });
    engine.standing = report;
    await watch.cycle();
    expect(monitor.health()).toMatchObject({
      status: 'late',
      lastCycle: { error: expect.stringContaining('no room left') },
    });
    await watch.cycle();
    expect(monitor.health().status).toBe('blind');
    expect(slack.sent).toEqual([]);
    expect(store.book.list({}).total).toBe(0);
    expect(engine.polls.at(-1)?.cursor).toBe('c');

    // Room again: the same report is taken over whole.
    const small = anObservation({ type: 'filling', severity: 'critical', description: 'short' });
    engine.standing = aReport({
      batches: [aBatch(clock.now(), [small, anObservation({ severity: 'critical' })])],
      cursor: 'after',
    });
    await watch.cycle();
    expect(monitor.health()).toMatchObject({ status: 'live', lastCycle: { error: null } });
    expect(slack.told()).toEqual(['firing critical', 'firing critical']);
    await monitor.stop();
  });

  it('keeps a message from being sent twice that was sent but could not be noted', async () => {
    const store = opens();
    const watch = aWatch({ store, clock });
    watch.monitor.start();
    await clock.advance(0);
    const { transaction } = store;
    let full = false;
    watch.slack.next(async () => {
      full = true;
      return { ok: true };
    });
    store.transaction = (work) =>
      full
        ? { ok: false, error: { code: 'storage', retryable: true, message: 'The disk is full.' } }
        : transaction(work);
    watch.engine.next(aReport({ batches: [aBatch(clock.now(), [anObservation({ severity: 'critical' })])] }));
    await watch.cycle();
    await clock.advance(10_000);
    expect(watch.slack.sent).toHaveLength(1);
    full = false;
    await clock.advance(10_000);
    expect(watch.slack.attempted).toHaveLength(1);
    const [alert] = store.book.list({}).items;
    expect(store.book.detail(alert?.id ?? '')?.notificationLog).toMatchObject([{ outcome: 'sent', attempts: 1 }]);
    await watch.monitor.stop();
  });

  it('tells people so who acknowledge', async () => {
    const store = opens();
    const id = await fireOver(store);
    store.close();
    opened.length = 0;
    const small = opens(path, 1);
    expect(() => small.book.acknowledge([id], 'kim', 'y'.repeat(500_000), clock.now())).toThrow(StorageError);
    expect(small.book.detail(id)?.status).toBe('active');
  });
});

it('throws on what is a bug, after undoing it', () => {
  const store = opens();
  expect(() =>
    store.transaction((tx) => {
      tx.cursors.write('engine', 'half', 1);
      throw new TypeError('bug');
    }),
  ).toThrow('bug');
  expect(store.transaction((tx) => tx.cursors.read('engine'))).toEqual({ ok: true, value: null });
});
