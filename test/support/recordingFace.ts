import type { DeliveryResult } from '../../core/notify/notifier.ts';
import type { PopUpFace } from '../../core/notify/popUps/popUpFace.ts';
import type { PopUp } from '../../shared/popUp.ts';

type Answer = DeliveryResult | (() => Promise<DeliveryResult>);

/** A face that keeps what stands on it as a system does: the same id takes the place of what was there. */
export class RecordingFace implements PopUpFace {
  readonly kind: PopUpFace['kind'];
  there = true;
  readonly shown: PopUp[] = [];
  readonly standing = new Map<string, PopUp>();
  answer: Answer = { ok: true };

  constructor(kind: PopUpFace['kind'] = 'desktop') {
    this.kind = kind;
  }

  isThere(): boolean {
    return this.there;
  }

  async show(popUp: PopUp): Promise<DeliveryResult> {
    const result = typeof this.answer === 'function' ? await this.answer() : this.answer;
    if (!result.ok) return result;
    this.shown.push(popUp);
    this.standing.set(popUp.id, popUp);
    return result;
  }

  close(ids: readonly string[]): void {
    for (const id of ids) this.standing.delete(id);
  }

  titles(): string[] {
    return this.shown.map(({ title }) => title);
  }

  standingTitles(): string[] {
    return [...this.standing.values()].map(({ title }) => title);
  }
}
