import { join } from 'node:path';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import type { AlertBook } from '../../../core/alerts/alertBook.ts';
import { createChangeFeed } from '../../../core/api/changeFeed.ts';
import { createApi } from '../../../core/api/createApi.ts';
import { createHttpApp } from '../../../server/http/createHttpApp.ts';
import { listen } from '../../../server/http/listen.ts';
import type { Alert } from '../../../shared/alert.ts';
import { fakeApiPorts } from '../../support/fakeApiPorts.ts';
import { mockIncidentSizeOf } from '../../support/mockIncidents.ts';
import { tellDetail } from '../../support/mockStory.ts';
import { createMockWorld, type MockWorld, type WorldName } from '../../support/mockWorld.ts';

const pages = join(import.meta.dirname, '../../../dist/renderer');

export interface BoardHost {
  url: string;
  port: number;
  token: string;
  world: MockWorld;
  /** How many streams are open now. */
  streams(): number;
  /** A new alert comes, as if a check had found it. */
  arrive(severity: Alert['severity']): Alert;
  close(): Promise<void>;
}

/** All that the browser host has between the network and what is known, over a world that is only told. */
export async function startBoardHost(options: {
  world: WorldName;
  allowedOrigins: string[];
  token?: string;
  port?: number;
}): Promise<BoardHost> {
  const token = options.token ?? 'board-token-PLANTED-0123456789';
  const world = createMockWorld(options.world);
  const fakes = fakeApiPorts({ clock: systemClock });
  const feed = createChangeFeed({
    epoch: 'test',
    health: () => world.health(),
    overview: () => world.overview(),
    demo: () => null,
    popUps: () => [],
    clock: systemClock,
    onFault: (error) => {
      throw error;
    },
  });
  fakes.monitor.subscribe((change) => {
    if (change.kind === 'alerts') feed.alertsChanged(change.alerts, change.newIds);
  });
  const api = createApi({ ...fakes.ports, book: bookOf(world), health: () => world.health(), feed });
  let port = 0;
  const app = createHttpApp({
    api,
    token,
    port: () => port,
    pages,
    version: '0.0.0-test',
    log: fakes.log,
    allowedOrigins: options.allowedOrigins,
    isOwnName: () => false,
    isOwnOrigin: () => false,
  });
  const result = await listen(app, '127.0.0.1', options.port ?? 0);
  if (!result.ok) throw new Error(result.problem);
  port = result.listening.port;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    token,
    world,
    streams: feed.listeners,
    arrive(severity) {
      const alert = world.arrive(severity);
      feed.alertsChanged([alert], [alert.id]);
      return alert;
    },
    async close() {
      feed.close();
      await result.listening.close();
    },
  };
}

function bookOf(world: MockWorld): AlertBook {
  const change = (ids: readonly string[], part: Partial<Alert>) =>
    world.alerts.filter(({ id }) => ids.includes(id)).map((alert) => Object.assign(alert, part));
  const snoozed = (until: number | null) => ({ snoozedUntil: until === null ? null : new Date(until).toISOString() });
  return {
    list(query) {
      const found = world.query(query);
      const offset = query.offset ?? 0;
      const asked = found.slice(offset, offset + (query.limit ?? 100));
      const items = asked.map((alert) => ({ ...alert, incidentSize: mockIncidentSizeOf(alert, world.alerts) }));
      return { items, nextCursor: null, total: found.length };
    },
    detail(id) {
      const alert = world.alerts.find((each) => each.id === id);
      return alert ? tellDetail(alert) : null;
    },
    acknowledge: (ids, by, note, at) =>
      change(ids, {
        status: 'acknowledged',
        acknowledgedBy: by,
        acknowledgedAt: new Date(at).toISOString(),
        note,
      }),
    unacknowledge: (id) =>
      change([id], { status: 'active', acknowledgedAt: null, acknowledgedBy: null, note: null })[0] ?? null,
    snooze: (id, until) => change([id], snoozed(until))[0] ?? null,
    snoozeMany: (ids, until) => change(ids, snoozed(until)),
    overview: () => world.overview(),
    glance: () => ({ unacknowledged: { critical: 0, high: 0, medium: 0, low: 0 }, newest: [] }),
  };
}
