import type { InhibitionRule } from '../../shared/delivery/deliverySettings.ts';
import { zoneInUse } from '../../shared/localTime.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';
import { compileInhibitions, explainedSentence } from '../notify/routing/compileInhibitions.ts';
import { compileMatchers } from '../notify/routing/compileMatchers.ts';
import { type CompiledSilences, compileSilences } from '../notify/routing/compileSilences.ts';
import { silenceSentence } from '../notify/silences/silenceSentence.ts';
import type { SilenceRecord } from '../notify/silences/silences.ts';
import type { StoreTransaction } from './monitorStore.ts';

/** Knows which alerts are silenced by people and which by other alerts. */
export interface Muting {
  /**
   * Brings that up to date: of the `changed` alerts, and of all that are open once a silence begins or ends, or another alert
   * inhibits. The others that it changed, as they are now.
   */
  judge(tx: StoreTransaction, changed: readonly AlertRecord[], now: number): AlertRecord[];
  /** One sentence for the log; null: it is not muted. */
  why(record: AlertRecord, now: number): string | null;
  /** What it knew is not what is on disk. */
  forget(): void;
}

interface Known {
  silences: ReadonlyMap<string, SilenceRecord>;
  mutedBy: CompiledSilences['mutedBy'];
  /** It holds from when it was read until the next silence begins or ends, ms UTC. */
  from: number;
  until: number;
}

export function createMuting(rules: readonly InhibitionRule[], timeZone: string): Muting {
  const inhibit = compileInhibitions(rules);
  const sources = rules.map((rule) => compileMatchers(rule.source));
  const zone = zoneInUse('', timeZone);
  let known: Known | null = null;
  /** Kept when `known` is not: what an alert matches does not depend on what is on disk. */
  let compiled: CompiledSilences | null = null;
  /** Alerts that fire and may inhibit others; null: not looked for yet. */
  let firing: Map<string, AlertRecord> | null = null;

  function readSilences({ silences }: StoreTransaction, now: number): Known {
    const all = silences.endingAfter(now);
    const active = all.filter(({ startsAt }) => startsAt <= now);
    const moments = all.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]).filter((at) => at > now);
    compiled = compileSilences(active, compiled);
    return {
      silences: new Map(active.map((silence) => [silence.id, silence])),
      mutedBy: compiled.mutedBy,
      from: now,
      until: Math.min(...moments, Number.POSITIVE_INFINITY),
    };
  }

  const mayInhibit = (record: AlertRecord) => record.resolvedAt === null && sources.some((matches) => matches(record));

  /** True: other alerts inhibit than before. */
  function noteFiring(changed: readonly AlertRecord[], into: Map<string, AlertRecord>): boolean {
    let differs = false;
    for (const record of changed) {
      const before = into.get(record.id);
      const fires = mayInhibit(record);
      differs ||= fires !== (before !== undefined) || (fires && before?.severity !== record.severity);
      if (fires) into.set(record.id, record);
      else into.delete(record.id);
    }
    return differs;
  }

  return {
    judge(tx, changed, now) {
      const isCurrent = known !== null && known.from <= now && now < known.until;
      const silences = isCurrent && known ? known : readSilences(tx, now);
      known = silences;
      const all = firing === null || !isCurrent ? tx.alerts.open() : null;
      const inhibiting = firing ?? new Map(all?.filter(mayInhibit).map((record) => [record.id, record]));
      const othersInhibit = noteFiring(changed, inhibiting);
      firing = inhibiting;
      const inhibitedBy = inhibit([...inhibiting.values()]);
      const own = new Set(changed.map(({ id }) => id));
      const others = (all ?? (othersInhibit ? tx.alerts.open() : [])).filter(({ id }) => !own.has(id));
      const mute = (record: AlertRecord) => {
        const muted = { silencedBy: silences.mutedBy(record), inhibitedBy: inhibitedBy(record) };
        if (isSame(record.silencedBy, muted.silencedBy) && isSame(record.inhibitedBy, muted.inhibitedBy)) return false;
        tx.alerts.setMuted(record.id, muted.silencedBy, muted.inhibitedBy);
        Object.assign(record, muted);
        return true;
      };
      for (const record of changed) mute(record);
      return others.filter(mute);
    },
    why(record, now) {
      const [silence] = record.silencedBy.flatMap((id) => known?.silences.get(id) ?? []);
      if (silence) return silenceSentence(silence, now, zone);
      const [source] = record.inhibitedBy.flatMap((id) => firing?.get(id) ?? []);
      return source ? explainedSentence(source) : null;
    },
    forget() {
      known = null;
      firing = null;
    },
  };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
