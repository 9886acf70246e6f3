import type { Alert } from '../../shared/alert.ts';
import type { LedgerPage, LedgerQuery } from '../../shared/delivery/ledger.ts';
import type { ReceiverView } from '../../shared/delivery/receiverView.ts';
import type { Report } from '../../shared/delivery/report.ts';
import type { Silence } from '../../shared/delivery/silence.ts';
import type { Replay, ReplayRequest, Simulation, SimulationRequest } from '../../shared/delivery/simulation.ts';
import type { InputProblem } from '../../shared/issueSentence.ts';
import type { Result } from '../../shared/problem.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { SilenceDesk, SilenceOutcome } from '../notify/silences/silenceDesk.ts';
import { badInput, failure, notFound, unwrap } from './apiError.ts';
import type { HostInfo } from './hostPorts.ts';
import type { ContractImplementer } from './implementContract.ts';
import { receiverTestResult } from './receiverTestResult.ts';

/** Questions about who is told, over the settings in force or some that are about to be. */
export interface DeliveryDesk {
  receivers(): Result<ReceiverView[]>;
  simulate(request: SimulationRequest): Result<Simulation> | { ok: false; problems: InputProblem[] };
  replay(request: ReplayRequest): Result<Replay> | { ok: false; problems: InputProblem[] };
  /** Who is told when the alert escalates next; nobody when it does not. */
  escalatesTo(alert: Alert): string[];
}

/** What the log and the book say of times past. */
export interface RecordsDesk {
  ledger(query: LedgerQuery): Result<LedgerPage>;
  /** `from`, `to`: ms UTC. */
  report(from: number, to: number): Result<Report>;
}

export interface DeliveryPorts {
  monitor: Monitor;
  host: HostInfo;
  silences: SilenceDesk;
  delivery: DeliveryDesk;
  records: RecordsDesk;
}

const noSilence = 'There is no silence with this id.';
const longestReportMs = 400 * 24 * 3_600_000;

/** The part of the contract that is about delivery. */
export function deliveryHandlers(api: ContractImplementer, ports: DeliveryPorts) {
  const { monitor, host, silences, delivery, records } = ports;
  return {
    silences: {
      list: api.silences.list.handler(({ input }) => unwrap(silences.list(input))),
      create: api.silences.create.handler(({ input }) => silenceOf(silences.create(input, host.person))),
      update: api.silences.update.handler(({ input: { id, ...change } }) => {
        const changed = silences.update(id, change);
        if (changed === null) throw notFound(noSilence);
        return silenceOf(changed);
      }),
      expire: api.silences.expire.handler(({ input }) => {
        const ended = unwrap(silences.expire(input.id));
        if (ended === null) throw notFound(noSilence);
        return ended;
      }),
      preview: api.silences.preview.handler(({ input }) => answer(silences.preview(input.matchers))),
    },
    notifications: api.notifications.handler(({ input }) => unwrap(records.ledger(input))),
    report: api.report.handler(({ input }) => {
      const [from, to] = [Date.parse(input.from), Date.parse(input.to)];
      if (to <= from) throw badInput([{ path: 'to', message: 'must be after the beginning' }]);
      if (to - from > longestReportMs)
        throw badInput([{ path: 'to', message: 'must be within 400 days of the beginning' }]);
      return unwrap(records.report(from, to));
    }),
    delivery: {
      simulate: api.delivery.simulate.handler(({ input }) => answer(delivery.simulate(input))),
      replay: api.delivery.replay.handler(({ input }) => answer(delivery.replay(input))),
    },
    receivers: {
      list: api.receivers.list.handler(() => ({ items: unwrap(delivery.receivers()) })),
      test: api.receivers.test.handler(async ({ input }) => {
        const result = await monitor.testReceiver(input.name);
        if (result === null) throw notFound(`There is no receiver named ${input.name} that is set up.`);
        return receiverTestResult(input.name, result);
      }),
    },
  };
}

function silenceOf(outcome: SilenceOutcome): Silence {
  if (outcome.ok) return outcome.value;
  throw outcome.kind === 'input' ? badInput(outcome.problems) : failure(outcome.problem);
}

function answer<T>(result: Result<T> | { ok: false; problems: InputProblem[] }): T {
  if ('problems' in result) throw badInput(result.problems);
  return unwrap(result);
}
