import { titleOf } from '../../shared/anomalyTypes.ts';
import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import type { ReceiverView } from '../../shared/delivery/receiverView.ts';
import type { Replay, ReplayRequest, SimulationRequest } from '../../shared/delivery/simulation.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { InputProblem } from '../../shared/issueSentence.ts';
import { ok } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import { severityRank } from '../../shared/severity.ts';
import type { DeliveryDesk } from '../api/deliveryHandlers.ts';
import type { Clock } from '../clock.ts';
import { monitorPolicy } from '../monitor/monitorPolicy.ts';
import type { MonitorStore } from '../monitor/monitorStore.ts';
import { createDeliveryRules, type DeliveryRules } from '../notify/deliveryRules.ts';
import { compileRoutes } from '../notify/routing/compileRoutes.ts';
import { compileSilences } from '../notify/routing/compileSilences.ts';
import { type Replayed, type ReplayedAlert, replay } from '../notify/simulation/replay.ts';
import { simulate } from '../notify/simulation/simulate.ts';
import { checkSettings } from '../settings/checkSettings.ts';

interface DeliveryDeskOptions {
  store: MonitorStore;
  settings: Settings;
  /** IANA name of the zone of this machine. */
  timeZone: string;
  views(health: readonly ReceiverHealth[]): ReceiverView[];
  health(): readonly ReceiverHealth[];
  clock: Clock;
}

const dayMs = 24 * 3_600_000;
const mostDifferences = 100;
/** More alerts than this say nothing more about routes. */
const mostReplayed = 20_000;
const bringsUpToDate = ['slackBot', 'pagerDuty'];

/** Answers by the rules that hold, or by some that are about to. */
export function createDeliveryDesk({
  store,
  settings,
  timeZone,
  views,
  health,
  clock,
}: DeliveryDeskOptions): DeliveryDesk {
  /** What is wrong with settings as they would be saved, or the rules they make. */
  function rulesOf(
    delivery: DeliverySettings | undefined,
  ): { problems: InputProblem[] } | { wanted: Settings; rules: DeliveryRules } {
    const checked = delivery === undefined ? null : checkSettings({ ...settings, delivery });
    if (checked?.ok === false) return { problems: checked.problems };
    const wanted = checked?.settings ?? settings;
    const setUp = new Map(views([]).flatMap(({ name, kind, setUp }) => (setUp ? [[name, kind] as const] : [])));
    const rules = createDeliveryRules({
      ...{ settings: wanted.delivery, general: monitorPolicy(wanted), timeZone },
      firstSetUp: (line) => line.find((name) => setUp.has(name)) ?? null,
      isSetUp: (name) => setUp.has(name),
      hearsAcknowledgements: (name) => bringsUpToDate.includes(setUp.get(name) ?? ''),
    });
    return { wanted, rules };
  }

  return {
    receivers: () => ok(views(health())),

    simulate(request: SimulationRequest) {
      const made = rulesOf(request.delivery);
      if ('problems' in made) return { ok: false, problems: made.problems };
      const at = request.at === undefined ? clock.now() : Date.parse(request.at);
      const read = store.transaction((tx) => ({
        alert: request.alertId === undefined ? (request.alert ?? null) : tx.alerts.byId(request.alertId),
        silences: tx.silences.endingAfter(at).filter(({ startsAt }) => startsAt <= at),
      }));
      if (!read.ok) return read;
      const { alert: subject, silences } = read.value;
      if (subject === null) {
        const [path, message] =
          request.alertId === undefined
            ? ['alert', 'is missing: describe one, or name one by alertId']
            : ['alertId', 'names no alert'];
        return { ok: false, problems: [{ path: path ?? '', message: message ?? '' }] };
      }
      const routable = views(health()).filter(({ kind }) => kind !== 'desktop' && kind !== 'browser');
      const receivers = routable.map(({ name, missing, health: own }) => ({
        name,
        missing,
        isBroken: own?.status === 'broken',
      }));
      const asked = compileRoutes(made.wanted.delivery.routes).explain(subject);
      const silencedBy = compileSilences(silences).mutedBy(subject);
      return ok(simulate({ subject, asked, rules: made.rules.at(at), receivers, silencedBy }));
    },

    replay({ delivery, days }: ReplayRequest) {
      const [edited, current] = [rulesOf(delivery), rulesOf(undefined)];
      if ('problems' in edited) return { ok: false, problems: edited.problems };
      if ('problems' in current) return { ok: false, problems: current.problems };
      const to = clock.now();
      const from = to - days * dayMs;
      const read = store.transaction((tx) => tx.reports.lives(from, mostReplayed));
      if (!read.ok) return read;
      const [before, after] = [replay(read.value, current.rules, to), replay(read.value, edited.rules, to)];
      const iso = (ms: number) => new Date(ms).toISOString();
      return ok({
        ...{ from: iso(from), to: iso(to), current: before.count, edited: after.count },
        differences: differencesOf(read.value, before, after),
      });
    },
  };
}

function differencesOf(alerts: readonly ReplayedAlert[], before: Replayed, after: Replayed): Replay['differences'] {
  const names = (replayed: Replayed, id: string) => [...(replayed.toldOf.get(id) ?? [])].sort();
  return alerts
    .map((alert) => ({ alert, before: names(before, alert.id), after: names(after, alert.id) }))
    .filter((pair) => pair.before.join() !== pair.after.join())
    .sort((one, other) => severityRank(other.alert.severity) - severityRank(one.alert.severity))
    .slice(0, mostDifferences)
    .map(({ alert, ...told }) => ({
      ...{ alertId: alert.id, title: titleOf(alert.type), severity: alert.severity },
      ...{ startsAt: new Date(alert.events[0]?.at ?? 0).toISOString(), ...told },
    }));
}
