import { expect, it } from 'vitest';
import { openStore } from '../../../core/adapters/sqlite/openStore.ts';
import { aJobNotice } from '../../support/jobRuns.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

it.each([
  ['a part of the detail', 'refused', 1],
  ['the same in other letters', 'REFUSED', 1],
  ['a word with capitals beyond A to Z', 'Änderung', 1],
  ['what is not there', 'accepted', 0],
])('a search of the log finds %s', (_, q, found) => {
  const clock = new ManualClock();
  const store = successOf(openStore(':memory:', { clock, log: recordingLog() }));
  const page = store.transaction(({ outbox }) => {
    const news = { notice: aJobNotice(), thread: null, subject: 'a run', channel: null, dashboardUrl: null };
    outbox.enqueue({ key: 'n1', reason: 'notice', ...news, line: ['slack'] }, 'slack', clock.now());
    for (const { seq } of outbox.pending('slack')) outbox.annotate(seq, 'Slack refused Änderung 7.');
    return outbox.ledger({ q });
  });
  expect(successOf(page).items).toHaveLength(found);
  store.close();
});
