import { afterEach, expect, it } from 'vitest';
import { modelObservation } from '../../../core/adapters/clickhouse/models/modelObservation.ts';
import type { DigestMessage } from '../../../core/notify/notifier.ts';
import { minutes } from '../../support/aWatch.ts';
import { deliveryWatches } from '../../support/deliveryWatch.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { RecordingNotifier } from '../../support/recordingNotifier.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

class DigestingNotifier extends RecordingNotifier {
  readonly digests: DigestMessage[] = [];

  async sendDigest(digest: DigestMessage) {
    this.digests.push(digest);
    return { ok: true as const };
  }
}

async function modelWatch() {
  const slack = new DigestingNotifier();
  const receivers = [{ name: 'slack-technical', notifier: slack }];
  // Of the limits as they are, only that of a group is looked at.
  const limits = { perGroupPerMinute: 10, perSecond: 100, burst: 100, windowSeconds: 0 };
  const watch = await watches.live({ delivery: { limits }, overrides: { receivers } });
  let metrics = 0;
  return {
    ...{ watch, slack },
    /** So many metrics of a model drift, one after the other. */
    async drift(modelName: string, count: number, severity = 'high') {
      for (let left = count; left > 0; left--) {
        const at = watch.clock.now();
        const { observation } = modelObservation({
          ...{ at, kind: 'drift', modelId: modelName, modelName, metric: `m${metrics++}`, severity },
          ...{ current: 1, baseline: 2, threshold: null, driftPercent: null, violation: '', event: '' },
          ...{ affectedGroups: [], description: '', details: '' },
        });
        const batches = [aBatch(at, [observation], { source: 'models', completeness: 'rows' })];
        watch.engine.next(aReport({ batches }));
        await watch.cycle();
      }
    },
  };
}

const models = (slack: RecordingNotifier) =>
  Object.fromEntries(
    [...Map.groupBy(slack.sent, ({ alert }) => alert.labels.model ?? '')].map(([model, all]) => [model, all.length]),
  );

it('a model is told of ten times a minute; the others, and what is critical, do not wait for it', async () => {
  const { watch, slack, drift } = await modelWatch();
  await drift('ranker', 14);
  expect(models(slack)).toEqual({ ranker: 10 });
  await drift('pricing', 3);
  await drift('ranker', 2, 'critical');
  expect(models(slack)).toEqual({ ranker: 12, pricing: 3 });
  expect(slack.told().slice(-2)).toEqual(['firing critical', 'firing critical']);
  expect(slack.digests).toEqual([]);
  await watch.clock.advance(minutes(1));
  // What waited is one message about this model.
  expect(slack.digests.map(({ group, messages }) => [group, messages.length])).toEqual([['model = ranker', 4]]);
});
