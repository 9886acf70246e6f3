import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import type { BacktestAlert } from '../../../shared/learning/backtest.ts';
import type { Settings } from '../../../shared/settings.ts';
import { engineSourceName } from '../../adapters/clickhouse/engineSource.ts';
import type { AlertPolicy } from '../../alerts/applyBatch.ts';
import { batchOf, judgeShop } from '../../detection/shop/judgeShop.ts';
import type { ShopJudge } from '../../detection/shop/shopVerdict.ts';
import { createReplayedBook } from './replayedBook.ts';

export interface ReplayOptions {
  engine: Settings['engine'];
  /** Knows what was before `judgeFrom`. */
  judge: ShopJudge;
  policy: AlertPolicy;
  /** Windows before are only compared with, ms UTC. */
  judgeFrom: number;
  /** When the shop's first whole window began, ms UTC. */
  historyStart: number;
}

/** Past windows judged and booked, as the engine would have when they were new. */
export interface ShopReplay {
  /** Oldest first, without gaps. */
  take(windows: readonly MetricWindow[]): void;
  /** Those that began from `from` on, ms UTC. */
  alerts(from: number): BacktestAlert[];
}

export function createShopReplay({ engine, judge, policy, judgeFrom, historyStart }: ReplayOptions): ShopReplay {
  const book = createReplayedBook(policy, 'shop');
  const batches = {
    source: engineSourceName,
    windowMs: engine.windowSeconds * 1000,
    latenessMs: engine.latenessSeconds * 1000,
    isLearned: true,
  };
  let before: readonly MetricWindow[] = [];
  return {
    take(windows) {
      if (!engine.enabled) return;
      const all = [...before, ...windows];
      const from = Math.max(judgeFrom, windows[0]?.start ?? judgeFrom);
      for (const verdict of judgeShop(all, { judgeFrom: from, historyStart }, judge, engine)) {
        book.apply(batchOf(verdict, batches));
      }
      before = all.slice(-engine.baselineWindows);
    },
    alerts: (from) => book.alerts(from),
  };
}
