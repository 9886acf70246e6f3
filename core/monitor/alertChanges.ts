import type { AlertDraft } from '../alerts/alertDraft.ts';
import type { AlertRecord } from '../alerts/alertRecord.ts';

/** What became of one alert in one cycle, over all batches and sources. */
export interface AlertChange {
  record: AlertRecord;
  /** It, or a new episode of it, began. */
  begun: boolean;
  raised: boolean;
  /** It grew worse than what somebody had acknowledged, so that nobody has it any more. */
  rearmed: boolean;
  merged: boolean;
  /** All of it comes from sources that were read for the first time since the start. */
  seeding: boolean;
}

/** Alerts that a cycle changed, by id. */
export class AlertChanges {
  readonly #changes = new Map<string, AlertChange>();

  add({ record, transitions }: AlertDraft, seeding: boolean): void {
    this.#merge({
      record,
      begun: transitions.includes('opened') || transitions.includes('reopened'),
      raised: transitions.includes('severityRaised'),
      rearmed: transitions.includes('rearmed'),
      merged: transitions.includes('merged'),
      seeding,
    });
  }

  addAll(later: AlertChanges): void {
    for (const change of later.all()) this.#merge(change);
  }

  all(): AlertChange[] {
    return [...this.#changes.values()];
  }

  recordOf(id: string): AlertRecord | null {
    return this.#changes.get(id)?.record ?? null;
  }

  has(id: string): boolean {
    return this.#changes.has(id);
  }

  #merge(later: AlertChange): void {
    const earlier = this.#changes.get(later.record.id);
    this.#changes.set(later.record.id, {
      record: later.record,
      begun: (earlier?.begun ?? false) || later.begun,
      raised: (earlier?.raised ?? false) || later.raised,
      rearmed: (earlier?.rearmed ?? false) || later.rearmed,
      merged: (earlier?.merged ?? false) || later.merged,
      seeding: (earlier?.seeding ?? true) && later.seeding,
    });
  }
}
