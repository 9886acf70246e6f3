import type { Matcher } from '../../../shared/delivery/matcher.ts';
import type {
  NewSilence,
  Silence,
  SilenceChange,
  SilencePage,
  SilencePreview,
  SilenceQuery,
} from '../../../shared/delivery/silence.ts';
import type { InputProblem } from '../../../shared/issueSentence.ts';
import { ok, type Problem, type Result } from '../../../shared/problem.ts';
import { toAlert } from '../../alerts/alertRecord.ts';
import type { AlertRecords } from '../../alerts/alertRecords.ts';
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { compileMatchers, matcherProblem } from '../routing/compileMatchers.ts';
import { matchesEverything } from '../routing/compileSilences.ts';
import { selectSilences } from './selectSilences.ts';
import type { SilenceRecord, Silences } from './silences.ts';

interface SilenceStore {
  transaction<T>(work: (tx: { silences: Silences; alerts: AlertRecords }) => T): Result<T>;
}

export type SilenceOutcome =
  | { ok: true; value: Silence }
  | { ok: false; kind: 'input'; problems: InputProblem[] }
  | { ok: false; kind: 'problem'; problem: Problem };

/** What people do with silences. */
export interface SilenceDesk {
  list(query: SilenceQuery): Result<SilencePage>;
  create(wanted: NewSilence, person: string): SilenceOutcome;
  /** Null: there is none with this id. */
  update(id: string, change: SilenceChange): SilenceOutcome | null;
  /** Ends it now; null: there is none with this id. */
  expire(id: string): Result<Silence | null>;
  preview(matchers: readonly Matcher[]): Result<SilencePreview> | { ok: false; problems: InputProblem[] };
}

interface SilenceDeskOptions {
  store: SilenceStore;
  clock: Clock;
  log: Log;
  newId(): string;
  /** What they mute is to be judged anew. */
  onChange(): void;
}

const dayMs = 24 * 3_600_000;
/** More than anybody looks after; beyond it something makes them by mistake. */
const mostLive = 5000;
const shownInPreview = 20;

export function createSilenceDesk({ store, clock, log, newId, onChange }: SilenceDeskOptions): SilenceDesk {
  function create(wanted: NewSilence, person: string): SilenceOutcome {
    const now = clock.now();
    const startsAt = wanted.startsAt === undefined ? now : Math.max(now, Date.parse(wanted.startsAt));
    const endsAt = Date.parse(wanted.endsAt);
    const problems = [...matcherProblems(wanted.matchers), ...timeProblems(startsAt, endsAt, now)];
    if (problems.length === 0 && wanted.everything !== true && matchesEverything(wanted.matchers)) {
      problems.push({
        path: 'everything',
        message: 'must be true, because these matchers silence every alert there can be',
      });
    }
    if (problems.length > 0) return { ok: false, kind: 'input', problems };
    const silence: SilenceRecord = {
      ...{ id: newId(), matchers: wanted.matchers, startsAt, endsAt, createdAt: now },
      ...{ createdBy: wanted.createdBy ?? person, comment: wanted.comment ?? '' },
    };
    const made = store.transaction((tx) => {
      if (tx.silences.countEndingAfter(now) >= mostLive) return false;
      tx.silences.save(silence);
      return true;
    });
    if (!made.ok) return { ok: false, kind: 'problem', problem: made.error };
    if (!made.value) return { ok: false, kind: 'problem', problem: tooMany };
    log.info('A silence was made.', { silence: silence.id, endsAt: wanted.endsAt });
    onChange();
    return shown(silence.id);
  }

  function update(id: string, change: SilenceChange): SilenceOutcome | null {
    const now = clock.now();
    const changed = store.transaction((tx) => {
      const before = tx.silences.byId(id);
      if (before === null) return null;
      const endsAt = change.endsAt === undefined ? before.endsAt : Date.parse(change.endsAt);
      const after = { ...before, endsAt, comment: change.comment ?? before.comment };
      const problems = before.endsAt <= now ? [] : timeProblems(before.startsAt, endsAt, now);
      if (before.endsAt > now && problems.length === 0) tx.silences.save(after);
      return { before, problems };
    });
    if (!changed.ok) return { ok: false, kind: 'problem', problem: changed.error };
    if (changed.value === null) return null;
    const { before, problems } = changed.value;
    if (before.endsAt <= now) return { ok: false, kind: 'problem', problem: isOver };
    if (problems.length > 0) return { ok: false, kind: 'input', problems };
    log.info('A silence was changed.', { silence: id, endsAt: change.endsAt });
    onChange();
    return shown(id);
  }

  function shown(id: string): SilenceOutcome {
    const read = store.transaction((tx) => {
      const silence = tx.silences.byId(id);
      return silence === null ? null : wireSilence(silence, tx.alerts.countsBySilence(), clock.now());
    });
    if (!read.ok) return { ok: false, kind: 'problem', problem: read.error };
    if (read.value === null) throw new Error('the silence that was just saved is gone');
    return { ok: true, value: read.value };
  }

  return {
    list(query) {
      const now = clock.now();
      return store.transaction((tx) => {
        const found = selectSilences(kept(tx.silences, query, now), query, now);
        const counts = tx.alerts.countsBySilence();
        const items = found.items.map((silence) => wireSilence(silence, counts, now));
        return { items, total: found.total };
      });
    },
    create,
    update,
    expire(id) {
      const now = clock.now();
      const ended = store.transaction((tx) => {
        const silence = tx.silences.byId(id);
        if (silence === null) return null;
        const endsAt = Math.min(silence.endsAt, now);
        const over = { ...silence, startsAt: Math.min(silence.startsAt, endsAt), endsAt };
        if (silence.endsAt > now) tx.silences.save(over);
        return over;
      });
      if (!ended.ok || ended.value === null) return ended.ok ? ok(null) : ended;
      log.info('A silence was ended.', { silence: id });
      onChange();
      return ok(wireSilence(ended.value, new Map(), now));
    },
    preview(matchers) {
      const problems = matcherProblems(matchers);
      if (problems.length > 0) return { ok: false, problems };
      const matches = compileMatchers(matchers);
      return store.transaction((tx) => {
        const matching = tx.alerts.open().filter(matches);
        const alerts = matching.slice(0, shownInPreview).map(toAlert);
        return { matching: matching.length, alerts, everything: matchesEverything(matchers) };
      });
    },
  };
}

/** Those that a query can be about. */
function kept(silences: Silences, { id, expired, which }: SilenceQuery, now: number): SilenceRecord[] {
  if (id !== undefined) return id.flatMap((each) => silences.byId(each) ?? []);
  if (which === 'live') return silences.endingAfter(now);
  return silences.endingAfter(expired === 'all' ? 0 : now - dayMs);
}

const isOver: Problem = {
  code: 'notAllowed',
  retryable: false,
  message: 'This silence has ended, so it cannot be changed: make another like it.',
};

const tooMany: Problem = {
  code: 'notAllowed',
  retryable: false,
  message: `There are ${mostLive} silences already, so this one was not made. End some that are not needed, or let one match more.`,
};

function matcherProblems(matchers: readonly Matcher[]): InputProblem[] {
  return matchers.flatMap((matcher, index) => {
    const message = matcherProblem(matcher);
    return message === null ? [] : [{ path: `matchers.${index}.value`, message }];
  });
}

function timeProblems(startsAt: number, endsAt: number, now: number): InputProblem[] {
  if (endsAt <= now) return [{ path: 'endsAt', message: 'must be in the future' }];
  return endsAt <= startsAt ? [{ path: 'endsAt', message: 'must be after it begins' }] : [];
}

function wireSilence(silence: SilenceRecord, muting: ReadonlyMap<string, number>, now: number): Silence {
  const iso = (ms: number) => new Date(ms).toISOString();
  const { id, matchers, createdBy, comment, startsAt, endsAt, createdAt } = silence;
  const state = endsAt <= now ? 'expired' : startsAt > now ? 'pending' : 'active';
  const times = { startsAt: iso(startsAt), endsAt: iso(endsAt), createdAt: iso(createdAt) };
  return { id, matchers, createdBy, comment, ...times, state, muting: state === 'active' ? (muting.get(id) ?? 0) : 0 };
}
