import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../core/adapters/sqlite/openStore.ts';
import { createSilenceDesk, type SilenceDesk } from '../../../../core/notify/silences/silenceDesk.ts';
import type { Silence, SilenceQuery } from '../../../../shared/delivery/silence.ts';
import { minutes } from '../../../support/aWatch.ts';
import { is } from '../../../support/deliveryWatch.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';
import { successOf } from '../../../support/successOf.ts';

let clock: ManualClock;
let store: Store;
let log: ReturnType<typeof recordingLog>;
let judged: number;
let desk: SilenceDesk;

beforeEach(() => {
  clock = new ManualClock(Date.parse('2026-03-10T12:00:00.000Z'));
  log = recordingLog();
  store = successOf(openStore(':memory:', { clock, log }));
  judged = 0;
  let made = 0;
  desk = createSilenceDesk({ store, clock, log, newId: () => `s${++made}`, onChange: () => judged++ });
});
afterEach(() => store.close());

const iso = (ms: number) => new Date(ms).toISOString();
const inMinutes = (count: number) => iso(clock.now() + minutes(count));

function silence(type: string, forMinutes: number, more: { comment?: string; createdBy?: string } = {}): Silence {
  const made = desk.create({ matchers: [is('type', type)], endsAt: inMinutes(forMinutes), ...more }, 'kim');
  if (!made.ok) throw new Error('it was refused');
  return made.value;
}

describe('a silence that is changed', () => {
  it('ends later, is judged anew, and is written to the log', () => {
    const { id } = silence('traffic_drop', 30, { comment: 'planned' });
    expect(desk.update(id, { endsAt: inMinutes(90) })).toMatchObject({
      ok: true,
      value: { id, endsAt: inMinutes(90), comment: 'planned', createdBy: 'kim', state: 'active' },
    });
    expect(judged).toBe(2);
    expect(log.lines.at(-1)).toMatchObject({ message: 'A silence was changed.', fields: { silence: id } });
  });

  it('may say anew why it is, and end as before', () => {
    const { id, endsAt } = silence('traffic_drop', 30);
    expect(desk.update(id, { comment: 'still planned' })).toMatchObject({
      value: { comment: 'still planned', endsAt },
    });
  });

  it('may be one that has not begun', () => {
    const wanted = { matchers: [is('type', 'a')], startsAt: inMinutes(60), endsAt: inMinutes(120) };
    const made = desk.create(wanted, 'kim');
    const id = made.ok ? made.value.id : '';
    expect(desk.update(id, { endsAt: inMinutes(180) })).toMatchObject({ value: { state: 'pending' } });
    expect(desk.update(id, { endsAt: inMinutes(30) })).toMatchObject({
      kind: 'input',
      problems: [{ path: 'endsAt', message: 'must be after it begins' }],
    });
  });

  it('is refused in one sentence once it has ended', async () => {
    const { id } = silence('traffic_drop', 30);
    await clock.advance(minutes(30));
    expect(desk.update(id, { endsAt: inMinutes(60) })).toMatchObject({
      kind: 'problem',
      problem: { message: 'This silence has ended, so it cannot be changed: make another like it.' },
    });
    expect(judged).toBe(1);
  });

  it('cannot end in the past, and stays as it was', () => {
    const { id, endsAt } = silence('traffic_drop', 30);
    expect(desk.update(id, { endsAt: iso(clock.now()) })).toMatchObject({
      kind: 'input',
      problems: [{ path: 'endsAt' }],
    });
    expect(desk.list({ id: [id] })).toMatchObject({ value: { items: [{ endsAt }] } });
  });

  it('must be there', () => {
    expect(desk.update('s9', { comment: 'x' })).toBeNull();
  });
});

describe('the list of silences', () => {
  const ids = (query: SilenceQuery) => {
    const page = successOf(desk.list(query));
    return [page.items.map(({ id }) => id).join(' '), page.total];
  };

  beforeEach(async () => {
    for (const [type, span] of [
      ['a', 10],
      ['b', 30],
      ['c', 20],
      ['d', 90],
      ['e', 60],
    ] as const)
      silence(type, span);
    await clock.advance(minutes(45));
  });

  it('begins with those that hold, the earliest end first, and then has the latest that ended', () => {
    expect(ids({})).toEqual(['s5 s4 s2 s3 s1', 5]);
    expect(ids({ which: 'live' })).toEqual(['s5 s4', 2]);
    expect(ids({ which: 'over' })).toEqual(['s2 s3 s1', 3]);
  });

  it('comes in pages, each of which says how many there are', () => {
    expect(ids({ limit: 2 })).toEqual(['s5 s4', 5]);
    expect(ids({ limit: 2, offset: 2 })).toEqual(['s2 s3', 5]);
    expect(ids({ limit: 2, offset: 4 })).toEqual(['s1', 5]);
  });

  it('is searched in conditions, authors and comments, in any case', () => {
    silence('revenue_drop', 5, { comment: 'Planned work', createdBy: 'Ana' });
    expect(ids({ q: 'REVENUE DROP' })).toEqual(['s6', 1]);
    expect(ids({ q: ' planned ' })).toEqual(['s6', 1]);
    expect(ids({ q: 'ana' })).toEqual(['s6', 1]);
    expect(ids({ q: 'nobody' })).toEqual(['', 0]);
  });

  it('leaves out those that ended more than a day ago, unless all or they are asked for', async () => {
    await clock.advance(minutes(24 * 60));
    expect(ids({})).toEqual(['s4 s5', 2]);
    expect(ids({ expired: 'all' })).toEqual(['s4 s5 s2 s3 s1', 5]);
    expect(ids({ id: ['s1', 's9'] })).toEqual(['s1', 1]);
  });
});
