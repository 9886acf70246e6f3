import type { Clock, Timer } from '../core/clock.ts';
import type { Scenario, ScenarioName } from '../shared/demo.ts';
import type { TimedChange } from './storefront/changes.ts';
import { expectedAfterMs, scenarioDurationMs, scenarios } from './storefront/scenarios.ts';

export interface ScenarioBoard {
  /** Starts a scenario; one that runs already starts its time again. */
  start(name: ScenarioName): void;
  /** Ends it now; nothing happens when it does not run. */
  stop(name: ScenarioName): void;
  /** Adds changes that are no scenario, such as an incident that goes on since before the start. */
  include(changes: readonly TimedChange[]): void;
  scenarios(): Scenario[];
  /** What the scenarios do and did to the shop. The list is another one whenever something was started or stopped. */
  changes(): readonly TimedChange[];
  close(): void;
}

/** What ended longer ago is forgotten: nothing that old is written any more. */
const rememberedMs = 86_400_000;

/** Keeps which scenarios run. */
export function createScenarioBoard(clock: Clock, onChange: () => void): ScenarioBoard {
  let others: TimedChange[] = [];
  const running = new Map<ScenarioName, { change: TimedChange; timer: Timer }>();
  let changes: readonly TimedChange[] = [];

  function update(): void {
    const now = clock.now();
    others = others.filter((change) => change.to > now - rememberedMs);
    changes = [...others, ...[...running.values()].map(({ change }) => change)];
    onChange();
  }

  function end(name: ScenarioName): void {
    const entry = running.get(name);
    if (entry === undefined) return;
    entry.timer.cancel();
    running.delete(name);
    others.push({ ...entry.change, to: Math.min(entry.change.to, clock.now()) });
    update();
  }

  return {
    start(name) {
      const scenario = scenarios.find((each) => each.name === name);
      if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
      const now = clock.now();
      const before = running.get(name);
      const durationMs = scenario.durationMs ?? scenarioDurationMs;
      before?.timer.cancel();
      running.set(name, {
        change: { ...scenario.change, from: before?.change.from ?? now, to: now + durationMs },
        timer: clock.after(durationMs, () => end(name)),
      });
      update();
    },
    stop: end,
    include(more) {
      others.push(...more);
      update();
    },
    scenarios: () =>
      scenarios.map(({ name, title, description, raises, ...scenario }) => {
        const change = running.get(name)?.change;
        return {
          scenario: name,
          title,
          description,
          raises: [...raises],
          expectedAfterMs: scenario.expectedAfterMs ?? expectedAfterMs,
          running: change !== undefined,
          startedAt: change ? new Date(change.from).toISOString() : null,
          endsAt: change ? new Date(change.to).toISOString() : null,
        };
      }),
    changes: () => changes,
    close() {
      for (const { timer } of running.values()) timer.cancel();
      running.clear();
    },
  };
}
