import type { Matcher } from '../../../shared/delivery/matcher.ts';
import type { NewSilence, Silence, SilencePreview } from '../../../shared/delivery/silence.ts';
import type { InputProblem } from '../../../shared/issueSentence.ts';
import { ok, type Problem, type Result } from '../../../shared/problem.ts';
import { type AlertRecord, toAlert } from '../../alerts/alertRecord.ts';
import type { AlertRecords } from '../../alerts/alertRecords.ts';
import type { Clock } from '../../clock.ts';
import { compileMatchers, matcherProblem } from '../routing/compileMatchers.ts';
import { matchesEverything } from '../routing/compileSilences.ts';
import type { SilenceRecord, Silences } from './silences.ts';

interface SilenceStore {
  transaction<T>(work: (tx: { silences: Silences; alerts: AlertRecords }) => T): Result<T>;
}

type SilenceOutcome =
  | { ok: true; value: Silence }
  | { ok: false; kind: 'input'; problems: InputProblem[] }
  | { ok: false; kind: 'problem'; problem: Problem };

/** What people do with silences. */
export interface SilenceDesk {
  /** Those that hold or will, and those that ended within a day, or all that are kept; the earliest end first. */
  list(which: 'recent' | 'all'): Result<Silence[]>;
  create(wanted: NewSilence, person: string): SilenceOutcome;
  /** Ends it now; null: there is none with this id. */
  expire(id: string): Result<Silence | null>;
  preview(matchers: readonly Matcher[]): Result<SilencePreview> | { ok: false; problems: InputProblem[] };
}

interface SilenceDeskOptions {
  store: SilenceStore;
  clock: Clock;
  newId(): string;
  /** What they mute is to be judged anew. */
  onChange(): void;
}

const dayMs = 24 * 3_600_000;
/** More than anybody looks after; beyond it something makes them by mistake. */
const mostLive = 5000;
const shownInPreview = 20;

export function createSilenceDesk({ store, clock, newId, onChange }: SilenceDeskOptions): SilenceDesk {
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
      if (tx.silences.endingAfter(now).length >= mostLive) return false;
      tx.silences.save(silence);
      return true;
    });
    if (!made.ok) return { ok: false, kind: 'problem', problem: made.error };
    if (!made.value) return { ok: false, kind: 'problem', problem: tooMany };
    onChange();
    return shown(silence.id);
  }

  function shown(id: string): SilenceOutcome {
    const read = store.transaction((tx) => {
      const silence = tx.silences.byId(id);
      return silence === null ? null : wireSilence(silence, mutingOf(tx.alerts.open()), clock.now());
    });
    if (!read.ok) return { ok: false, kind: 'problem', problem: read.error };
    if (read.value === null) throw new Error('the silence that was just made is gone');
    return { ok: true, value: read.value };
  }

  return {
    list(which) {
      const now = clock.now();
      const after = which === 'all' ? 0 : now - dayMs;
      return store.transaction((tx) => {
        const muting = mutingOf(tx.alerts.open());
        return tx.silences.endingAfter(after).map((silence) => wireSilence(silence, muting, now));
      });
    },
    create,
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

/** How many open alerts each silence mutes. */
function mutingOf(open: readonly AlertRecord[]): ReadonlyMap<string, number> {
  const muting = new Map<string, number>();
  for (const { silencedBy } of open) for (const id of silencedBy) muting.set(id, (muting.get(id) ?? 0) + 1);
  return muting;
}

function wireSilence(silence: SilenceRecord, muting: ReadonlyMap<string, number>, now: number): Silence {
  const iso = (ms: number) => new Date(ms).toISOString();
  const { id, matchers, createdBy, comment, startsAt, endsAt, createdAt } = silence;
  const state = endsAt <= now ? 'expired' : startsAt > now ? 'pending' : 'active';
  const times = { startsAt: iso(startsAt), endsAt: iso(endsAt), createdAt: iso(createdAt) };
  return { id, matchers, createdBy, comment, ...times, state, muting: state === 'active' ? (muting.get(id) ?? 0) : 0 };
}
