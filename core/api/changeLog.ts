import type { Change } from '../../shared/change.ts';

/** A change with its place in the stream. */
export interface NumberedChange {
  number: number;
  change: Change;
}

/**
 * The last changes, numbered from 1 without gaps. Bounded in changes and in alerts, so that a client that stays away
 * costs no memory; whoever asks for more than is kept has to take a snapshot.
 */
export class ChangeLog {
  readonly #maxChanges: number;
  readonly #maxAlerts: number;
  #kept: NumberedChange[] = [];
  #alerts = 0;
  #last = 0;

  constructor({ maxChanges = 1000, maxAlerts = 2000 } = {}) {
    this.#maxChanges = maxChanges;
    this.#maxAlerts = maxAlerts;
  }

  /** Number of the newest change; 0 before the first. */
  get last(): number {
    return this.#last;
  }

  append(change: Change): void {
    this.#last++;
    this.#kept.push({ number: this.#last, change });
    this.#alerts += weight(change);
    while (this.#kept.length > this.#maxChanges || (this.#alerts > this.#maxAlerts && this.#kept.length > 1)) {
      const dropped = this.#kept.shift();
      if (dropped) this.#alerts -= weight(dropped.change);
    }
  }

  /** The change that follows number `after`; `gone` when it is no longer kept, null when there is none yet. */
  next(after: number): NumberedChange | 'gone' | null {
    if (after >= this.#last) return after === this.#last ? null : 'gone';
    const first = this.#kept[0]?.number ?? this.#last + 1;
    return this.#kept[after + 1 - first] ?? 'gone';
  }
}

function weight(change: Change): number {
  if (change.kind === 'alerts') return change.alerts.length;
  return change.kind === 'overview' ? change.overview.recent.length : 0;
}
