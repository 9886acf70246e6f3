import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DigestMessage, NotificationMessage } from '../../../core/notify/notifier.ts';
import type { Severity } from '../../../shared/severity.ts';
import { minutes } from '../../support/aWatch.ts';
import { aRoute, type DeliveryWatch, deliveryWatch, is } from '../../support/deliveryWatch.ts';
import { aFailure, RecordingNotifier } from '../../support/recordingNotifier.ts';

const types = ['job_a', 'job_b', 'job_c'] as const;
const names = ['slack', 'email', 'pagerduty'] as const;
const deeds = [
  'acknowledge',
  'unacknowledge',
  'snooze',
  'silence',
  'fail',
  'break',
  'mend',
  'restart',
  'sleep',
] as const;

const steps = fc.array(
  fc.record({
    found: fc.tuple(
      ...types.map(() => fc.option(fc.constantFrom<Severity>('critical', 'high', 'medium'), { freq: 3 })),
    ),
    deed: fc.option(fc.constantFrom(...deeds), { freq: 2 }),
    whom: fc.constantFrom(...types),
    receiver: fc.constantFrom(...names),
  }),
  { minLength: 6, maxLength: 18, size: 'max' },
);
type Step = typeof steps extends fc.Arbitrary<(infer T)[]> ? T : never;

interface SentMessage {
  receiver: string;
  at: number;
  alerts: { id: string; reason: string; severity: Severity; muted: boolean }[];
}

/** Keeps what went out, when, and whether it was muted at that moment. */
class WitnessingNotifier extends RecordingNotifier {
  override async send(message: NotificationMessage, signal: AbortSignal) {
    const result = await super.send(message, signal);
    if (result.ok) this.witness?.([message]);
    return result;
  }
  witness: ((messages: readonly NotificationMessage[]) => void) | null = null;
  sendDigest = async (digest: DigestMessage) => {
    if (typeof this.standing !== 'function' && !this.standing.ok) return this.standing;
    this.witness?.(digest.messages);
    return { ok: true as const };
  };
}

const routes = aRoute({
  name: 'All',
  escalation: 'default',
  routes: [
    aRoute({ name: 'Page', matchers: [is('severity', 'critical')], receivers: ['pagerduty'], continue: true }),
    aRoute({ name: 'Rest', receivers: ['slack', 'email'] }),
  ],
});
const delivery = {
  routes,
  escalations: [{ name: 'default', steps: [{ afterMinutes: 20, receivers: ['email'] }], repeat: 1 }],
  limits: { perSecond: 1, burst: 3, perGroupPerMinute: 10, windowSeconds: 300, maxPerWindow: 10 },
};

/** Lives through it; then everything is mended, nobody has anything, and time passes until all that is owed was told. */
async function live(life: readonly Step[], look: (watch: DeliveryWatch, sent: readonly SentMessage[]) => void) {
  const notifiers = new Map(names.map((name) => [name as string, new WitnessingNotifier()]));
  const notifier = notifiers.get('pagerduty');
  if (notifier) notifier.hearsAcknowledgements = true;
  const sent: SentMessage[] = [];
  let watch = deliveryWatch({ delivery }, notifiers);
  const witness = (receiver: string) => (messages: readonly NotificationMessage[]) => {
    const alerts = messages.map(({ alert, reason }) => {
      const now = watch.store.book.detail(alert.id);
      const snoozed = now?.snoozedUntil !== null && Date.parse(now?.snoozedUntil ?? '') > watch.clock.now();
      return { id: alert.id, reason, severity: alert.severity, muted: snoozed || (now?.silencedBy.length ?? 0) > 0 };
    });
    sent.push({ receiver, at: watch.clock.now(), alerts });
  };
  for (const [name, one] of notifiers) one.witness = witness(name);
  watch.monitor.start();
  await watch.clock.advance(0);
  const idsOf = (type: string) =>
    watch.store.book.list({ type: [type], status: ['active', 'acknowledged'] }).items.map(({ id }) => id);
  const window = (found: Step['found']) => {
    const alerts = types.flatMap((type, index): [string, Severity][] => {
      const severity = found[index];
      return severity ? [[type, severity]] : [];
    });
    return watch.window(...alerts);
  };
  const restart = async (asleepMs: number) => {
    const stopped = watch.monitor.stop();
    await watch.clock.advance(2000);
    await stopped;
    await watch.clock.advance(asleepMs);
    watch = watch.restarted();
    watch.monitor.start();
    await watch.clock.advance(0);
  };

  for (const { found, deed, whom, receiver } of life) {
    await watch.clock.advance(minutes(5));
    await window(found);
    const one = notifiers.get(receiver);
    if (deed === 'acknowledge') watch.acknowledge(...(idsOf(whom).length > 0 ? [whom] : []));
    if (deed === 'unacknowledge') {
      for (const id of idsOf(whom)) {
        const alert = watch.store.book.unacknowledge(id, 'kim', watch.clock.now());
        if (alert) watch.monitor.alertsChanged([alert]);
      }
    }
    if (deed === 'snooze') {
      watch.monitor.alertsChanged(
        watch.store.book.snoozeMany(idsOf(whom), watch.clock.now() + minutes(12), 'kim', watch.clock.now()),
      );
    }
    if (deed === 'silence') watch.silence([is('type', whom)], minutes(12));
    if (deed === 'fail' && one) one.standing = aFailure();
    if (deed === 'break' && one) one.standing = aFailure({ kind: 'permanent', retryable: false, message: 'Closed.' });
    if (deed === 'mend' && one) {
      one.standing = { ok: true };
      await watch.monitor.testReceiver(receiver);
    }
    if (deed === 'restart') await restart(0);
    if (deed === 'sleep') await restart(minutes(45));
  }
  for (const [name, one] of notifiers) {
    one.standing = { ok: true };
    await watch.monitor.testReceiver(name);
  }
  const last = life.at(-1)?.found ?? [null, null, null];
  for (let passed = 0; passed < 40; passed += 5) {
    await watch.clock.advance(minutes(5));
    await window(last as Step['found']);
  }
  await watch.clock.advance(minutes(1));
  look(watch, sent);
  const stopped = watch.monitor.stop();
  await watch.clock.advance(2000);
  await stopped;
  watch.store.close();
}

const runs = { numRuns: 40 };
const updates = ['acknowledged', 'unacknowledged'];

it('nothing is sent while it is silenced or put off, but its end and who has it', async () => {
  await fc.assert(
    fc.asyncProperty(steps, (life) =>
      live(life, (_, sent) => {
        const told = sent
          .flatMap(({ alerts }) => alerts)
          .filter(({ reason }) => ![...updates, 'resolved'].includes(reason));
        expect(told.filter(({ muted }) => muted)).toEqual([]);
      }),
    ),
    runs,
  );
}, 120_000);

it('in the end everybody knows of what still fires and nobody has, and the log says why of everything else', async () => {
  await fc.assert(
    fc.asyncProperty(steps, (life) =>
      live(life, (watch) => {
        const outbox = watch.monitor.health().outbox;
        expect(outbox.pending).toBe(0);
        for (const { id, severity, status, silencedBy } of watch.store.book.list({ limit: 500 }).items) {
          const log = watch.store.book.detail(id)?.notificationLog ?? [];
          const receivers = ['slack', ...(severity === 'critical' ? ['pagerduty'] : [])];
          for (const receiver of receivers) {
            const lines = log.filter((line) => line.receiver === receiver);
            expect(lines.length).toBeGreaterThan(0);
            if (status !== 'active' || severity === 'medium' || silencedBy.length > 0) continue;
            // Told of this episode, or of one so short before that telling again would be nagging.
            expect(lines.some(({ outcome, heldBack }) => outcome === 'sent' || heldBack === 'deduplicated')).toBe(true);
          }
        }
      }),
    ),
    runs,
  );
}, 120_000);

const isCritical = ({ severity }: { severity: Severity }) => severity === 'critical';

it('no receiver gets more than its limits, except what is critical, goes before that, or only brings up to date', async () => {
  await fc.assert(
    fc.asyncProperty(steps, (life) =>
      live(life, (_, sent) => {
        for (const name of names) {
          const own = sent.filter(({ receiver }) => receiver === name);
          const told = own.filter(({ alerts }) => alerts.some(({ reason }) => !updates.includes(reason)));
          for (const { at } of own) {
            expect(own.filter((other) => other.at <= at && other.at > at - 1000).length).toBeLessThanOrEqual(4);
          }
          for (const [index, { at, alerts }] of told.entries()) {
            const soon = told.slice(index).filter((other) => other.at <= at + minutes(1));
            const critical = new Set(soon.flatMap((other) => other.alerts.filter(isCritical)).map(({ id }) => id));
            if (name === 'pagerduty' || alerts.some(({ id }) => critical.has(id))) continue;
            const inWindow = told.slice(0, index + 1).filter((other) => other.at > at - 300_000);
            expect(inWindow.length).toBeLessThanOrEqual(delivery.limits.maxPerWindow);
          }
        }
      }),
    ),
    runs,
  );
}, 120_000);
