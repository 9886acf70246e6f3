import { titleOf } from '../../shared/anomalyTypes.ts';
import type { DeliverySettings } from '../../shared/delivery/deliverySettings.ts';
import type { ReceiverView } from '../../shared/delivery/receiverView.ts';
import type { Replay, ReplayRequest, SimulationRequest } from '../../shared/delivery/simulation.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { InputProblem } from '../../shared/issueSentence.ts';
import { zoneInUse } from '../../shared/localTime.ts';
import { ok } from '../../shared/problem.ts';
import type { Settings } from '../../shared/settings.ts';
import { severityRank } from '../../shared/severity.ts';
import type { DeliveryDesk } from '../api/deliveryHandlers.ts';
import type { Clock } from '../clock.ts';
import { monitorPolicy } from '../monitor/monitorPolicy.ts';
import type { MonitorStore } from '../monitor/monitorStore.ts';
import { createDeliveryRules, type DeliveryRules } from '../notify/deliveryRules.ts';
import { receiversOfStep } from '../notify/escalation.ts';
import { popUpPolicy } from '../notify/popUps/popUpPolicy.ts';
import { compileInhibitions, explainedSentence } from '../notify/routing/compileInhibitions.ts';
import { compileRoutes } from '../notify/routing/compileRoutes.ts';
import { compileSilences } from '../notify/routing/compileSilences.ts';
import { silenceSentence } from '../notify/silences/silenceSentence.ts';
import type { SilenceRecord } from '../notify/silences/silences.ts';
import { type Replayed, type ReplayedAlert, type ReplayFacts, replay } from '../notify/simulation/replay.ts';
import { simulate } from '../notify/simulation/simulate.ts';
import { checkSettings } from '../settings/checkSettings.ts';

interface DeliveryDeskOptions {
  store: MonitorStore;
  settings: Settings;
  /** IANA name of the zone of this machine. */
  timeZone: string;
  views(health: readonly ReceiverHealth[]): ReceiverView[];
  health(): readonly ReceiverHealth[];
  /** ms UTC; null: they come. */
  popUpsPausedUntil(): number | null;
  clock: Clock;
}

interface Made {
  wanted: Settings;
  rules: DeliveryRules;
}

/** It shows pop-ups to a person. */
const isFace = ({ kind }: ReceiverView) => kind === 'desktop' || kind === 'browser';

const dayMs = 24 * 3_600_000;
const mostDifferences = 100;
/** More alerts than this say nothing more about routes. */
const mostReplayed = 20_000;
const bringsUpToDate = ['slackBot', 'pagerDuty', 'webhook'];

/** Answers by the rules that hold, or by some that are about to. */
export function createDeliveryDesk({
  store,
  settings,
  timeZone,
  views,
  health,
  popUpsPausedUntil,
  clock,
}: DeliveryDeskOptions): DeliveryDesk {
  /** What is wrong with settings as they would be saved, or the rules they make. */
  function rulesOf(delivery: DeliverySettings | undefined): { problems: InputProblem[] } | Made {
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

  /** Those that hold, for as long as this desk does. */
  let held: ReturnType<typeof rulesOf> | null = null;

  function pacingOf({ limits, options, receivers }: DeliverySettings): ReplayFacts['pacing'] {
    const kinds = new Map(views([]).map(({ name, kind }) => [name, kind]));
    const hasTemplate = (name: string) =>
      receivers.some((own) => own.name === name && own.kind === 'webhook' && own.template.trim() !== '');
    return (name) => ({
      limits: (Object.hasOwn(options, name) ? options[name]?.limits : null) ?? limits,
      canDigest: kinds.get(name) !== 'pagerDuty' && !hasTemplate(name),
    });
  }

  /** What holds an alert back from everybody, in the order in which the watch asks; null: nothing. */
  function mutedNow(silences: readonly SilenceRecord[], explaining: readonly { type: string }[], at: number) {
    const [source] = explaining;
    if (source) return { sentence: explainedSentence(source), until: null };
    const [longest] = [...silences].sort((one, other) => other.endsAt - one.endsAt);
    return longest ? { sentence: silenceSentence(longest, at, zoneInUse('', timeZone)), until: longest.endsAt } : null;
  }

  return {
    receivers: () => ok(views(health())),

    escalatesTo(alert) {
      if (alert.escalatesAt === null) return [];
      held ??= rulesOf(undefined);
      if ('problems' in held) return [];
      const rules = held.rules.at(clock.now());
      const policy = rules.escalation(rules.targets(alert), alert.severity);
      return policy === null ? [] : [...receiversOfStep(policy, alert.escalations)];
    },

    simulate(request: SimulationRequest) {
      const made = rulesOf(request.delivery);
      if ('problems' in made) return { ok: false, problems: made.problems };
      const at = request.at === undefined ? clock.now() : Date.parse(request.at);
      const read = store.transaction((tx) => ({
        alert: request.alertId === undefined ? (request.alert ?? null) : tx.alerts.byId(request.alertId),
        silences: tx.silences.endingAfter(at).filter(({ startsAt }) => startsAt <= at),
        firing: tx.alerts.open(),
      }));
      if (!read.ok) return read;
      const { alert: subject, silences, firing } = read.value;
      if (subject === null) {
        const [path, message] =
          request.alertId === undefined
            ? ['alert', 'is missing: describe one, or name one by alertId']
            : ['alertId', 'names no alert'];
        return { ok: false, problems: [{ path: path ?? '', message: message ?? '' }] };
      }
      const all = views(health());
      const shown = all.filter(isFace);
      const routable = all.filter((view) => !isFace(view));
      const popUps = { settings: made.wanted.popUps, timeZone };
      const faces = shown.map(({ name }) => ({
        name,
        policy: popUpPolicy(popUps, monitorPolicy(made.wanted), popUpsPausedUntil(), at),
      }));
      const receivers = routable.map(({ name, missing, health: own }) => ({
        name,
        missing,
        isBroken: own?.status === 'broken',
      }));
      const asked = compileRoutes(made.wanted.delivery.routes).explain(subject);
      const silencedBy = compileSilences(silences).mutedBy(subject);
      const explainedBy = compileInhibitions(made.wanted.delivery.inhibitions)(firing)({
        ...{ ...subject, id: request.alertId ?? '' },
      });
      const muted = mutedNow(
        silences.filter(({ id }) => silencedBy.includes(id)),
        firing.filter(({ id }) => explainedBy.includes(id)),
        at,
      );
      return ok(simulate({ subject, asked, rules: made.rules.at(at), receivers, faces, silencedBy, muted }));
    },

    replay({ delivery, days }: ReplayRequest) {
      const [edited, current] = [rulesOf(delivery), rulesOf(undefined)];
      if ('problems' in edited) return { ok: false, problems: edited.problems };
      if ('problems' in current) return { ok: false, problems: current.problems };
      const to = clock.now();
      const from = to - days * dayMs;
      const read = store.transaction((tx) => ({
        alerts: tx.reports.lives(from, mostReplayed),
        silences: tx.silences.endingAfter(from),
      }));
      if (!read.ok) return read;
      const { alerts } = read.value;
      const byRules = ({ rules, wanted }: Made) =>
        replay({
          ...{ ...read.value, rules, inhibitions: wanted.delivery.inhibitions },
          ...{ pacing: pacingOf(wanted.delivery), until: to },
        });
      const [before, after] = [byRules(current), byRules(edited)];
      const iso = (ms: number) => new Date(ms).toISOString();
      return ok({
        ...{ from: iso(from), to: iso(to), current: before.count, edited: after.count },
        differences: differencesOf(alerts, before, after),
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
