import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../core/adapters/sqlite/openStore.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const bytes = (...values: number[]) => new Uint8Array(values);

it('keeps what was learned over a restart, gives it by prefix, and forgets what it is told to', async () => {
  await using folder = await temporaryFolder();
  const open = () =>
    successOf(openStore(join(folder.path, 'watchkeeper.db'), { clock: new ManualClock(), log: recordingLog() }));
  const before = open();
  before.transaction((tx) => {
    tx.learned.write(
      [
        { key: 'shop/revenue', state: bytes(1, 2), learnedUntil: 10 },
        { key: 'metric/system/disk_usage', state: bytes(3), learnedUntil: 20 },
        { key: 'metrics', state: bytes(4), learnedUntil: 20 },
      ],
      100,
    );
    tx.learned.write([{ key: 'shop/revenue', state: bytes(9, 0, 255), learnedUntil: 30 }], 200);
  });
  before.close();
  const after = open();
  const read = (prefix: string) => successOf(after.transaction((tx) => tx.learned.read(prefix)));
  expect(read('shop/')).toEqual([{ key: 'shop/revenue', state: bytes(9, 0, 255), learnedUntil: 30 }]);
  expect(read('metric/').map(({ key }) => key)).toEqual(['metric/system/disk_usage']);
  after.transaction((tx) => tx.learned.forget(['metric/system/disk_usage', 'nothing']));
  expect(read('').map(({ key }) => key)).toEqual(['metrics', 'shop/revenue']);
  after.close();
});
