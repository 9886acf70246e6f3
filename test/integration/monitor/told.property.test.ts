import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isAtLeast, severities } from '../../../shared/severity.ts';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { RecordingNotifier } from '../../support/recordingNotifier.ts';

/** What the engine finds in one window after the other, and what people do after each. */
const nights = fc.array(
  fc.record({
    severity: fc.option(fc.constantFrom(...severities), { freq: 2 }),
    deed: fc.constantFrom('none', 'none', 'none', 'acknowledge', 'unacknowledge', 'restart'),
  }),
  { minLength: 10, maxLength: 30, size: 'max' },
);
const minimums = fc.constantFrom('high' as const, 'medium' as const, 'low' as const);
type Night = typeof nights extends fc.Arbitrary<infer T> ? T : never;

/** Lives through it, and looks at every alert after each window. */
async function live(night: Night, minSeverity: 'high' | 'medium' | 'low', look: (watch: AWatch) => void) {
  const names = ['slack-critical', 'slack-technical', 'slack'];
  const receivers = names.map((name) => ({ name, notifier: new RecordingNotifier() }));
  const policy = {
    ...{ intervalMs: minutes(60), sourceDeadlineMs: 10_000, currency: 'USD' },
    ...{ minSeverity, deduplicationMs: minutes(15), repeatMs: null, remindMs: null },
  };
  let watch = aWatch({ receivers, policy });
  for (const { severity, deed } of night) {
    await watch.clock.advance(minutes(5));
    const now = watch.clock.now();
    const windowStart = now - minutes(5);
    const found = severity === null ? [] : [anObservation({ type: 'traffic_drop', severity, windowStart })];
    watch.engine.next(aReport({ batches: [aBatch(now, found)] }));
    await watch.cycle();
    look(watch);
    const ids = watch.store.book.list({ status: ['active', 'acknowledged'] }).items.map(({ id }) => id);
    if (deed === 'acknowledge') watch.store.book.acknowledge(ids, 'kim', null, now);
    if (deed === 'unacknowledge') for (const id of ids) watch.store.book.unacknowledge(id, 'kim', now);
    if (deed === 'restart') {
      await watch.monitor.stop();
      watch = watch.again();
    }
  }
  await watch.monitor.stop();
  watch.store.close();
}

const logOf = ({ store }: AWatch, id: string) => store.book.detail(id)?.notificationLog ?? [];

it('leaves nothing untold that is severe and that nobody has, whatever happened before', async () => {
  await fc.assert(
    fc.asyncProperty(nights, minimums, (night, minSeverity) =>
      live(night, minSeverity, (watch) => {
        const { items } = watch.store.book.list({});
        const since = watch.clock.now() - minutes(15);
        const lately = items.flatMap(({ id }) => logOf(watch, id)).filter(({ at }) => Date.parse(at) > since);
        for (const alert of items) {
          if (alert.status !== 'active' || !isAtLeast(alert.severity, 'high')) continue;
          const isTold = logOf(watch, alert.id).some(({ outcome }) => outcome === 'sent');
          expect(isTold || lately.some(({ outcome }) => outcome === 'sent')).toBe(true);
        }
      }),
    ),
    { numRuns: 60 },
  );
}, 120_000);

it('tells the end wherever the alert was told, and last of all', async () => {
  await fc.assert(
    fc.asyncProperty(nights, minimums, (night, minSeverity) =>
      live(night, minSeverity, (watch) => {
        for (const { id } of watch.store.book.list({ status: ['resolved'] }).items) {
          const sent = logOf(watch, id).filter(({ outcome }) => outcome === 'sent');
          const last = new Map(sent.map(({ receiver, reason }) => [receiver, reason]));
          for (const reason of last.values()) expect(reason).toBe('resolved');
        }
      }),
    ),
    { numRuns: 60 },
  );
}, 120_000);
