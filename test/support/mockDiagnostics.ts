import { systemClock } from '../../core/adapters/system/systemClock.ts';
import type { ConnectionDesk, HostInfo } from '../../core/api/hostPorts.ts';
import type { DiagnosticsSources } from '../../core/diagnostics/describeDiagnostics.ts';
import { ok } from '../../shared/problem.ts';
import type { SettingsView } from '../../shared/settings.ts';
import { aDiagnosticsDesk } from './aDiagnosticsDesk.ts';
import { aHostInfo } from './fakeApiPorts.ts';
import type { MockWorld } from './mockWorld.ts';

const minute = 60_000;

/** What the told host says of itself: as much cooling down and waiting as its world has. */
export function mockDiagnostics(world: MockWorld, view: () => SettingsView): DiagnosticsSources {
  const host: HostInfo = {
    ...aHostInfo,
    dataFolder: view().dataFolder,
    versions: {
      watchkeeper: '0.1.0',
      ...(world.name === 'desktop' ? { electron: '45.4.1', chromium: '150.0.7700.12' } : {}),
      node: process.versions.node,
      sqlite: '3.50.4',
    },
  };
  const connection: Pick<ConnectionDesk, 'facts' | 'tables'> = {
    facts: async () => {
      if (world.name === 'firstRun') return null;
      const problem =
        world.name === 'blind' ? 'ClickHouse at clickhouse.shop.internal:8443 refused the connection.' : null;
      return problem === null
        ? { version: '26.7.2.1', clockSkewMs: 140, problem }
        : { version: null, clockSkewMs: null, problem };
    },
    tables: async () => ok([{ name: 'events', columns: { event_id: 'String' }, problem: null }]),
  };
  return {
    diagnostics: aDiagnosticsDesk({
      timeZone: 'Europe/Berlin',
      popUps: () =>
        world.name === 'desktop'
          ? { state: 'shown', explanation: 'The system shows the notifications of this app.' }
          : { state: 'nobody', explanation: 'No page that shows pop-ups is open, so none are decided on.' },
      database: () => ({ schemaVersion: 7, sizeBytes: 4_812_800, alerts: world.alerts.length }),
      folderBytes: async () => 18_200_000,
      records: () => recordsOf(world),
    }),
    settings: { view, notices: () => [] },
    connection,
    host,
    health: () => world.health(),
    clock: systemClock,
  };
}

function recordsOf(world: MockWorld) {
  const now = Date.now();
  const iso = (ms: number) => new Date(ms).toISOString();
  const items = world.alerts
    .filter(({ status, severity }) => status !== 'resolved' && severity !== 'low')
    .slice(0, 200)
    .map(({ id, title, severity }, index) => ({
      ...{ alertId: id, title, severity },
      receiver: severity === 'critical' ? 'slack-critical' : 'slack-technical',
      until: iso(now + (14 - (index % 12)) * minute),
    }));
  const stuck = {
    receiver: 'slack-technical',
    waiting: 3,
    oldestAt: iso(now - 12 * minute),
    nextAttemptAt: iso(now + 2 * minute),
    failed: 1,
    lastFailure: 'Slack answered that the webhook no longer exists. Set a new one in Setup.',
  };
  return { cooldowns: { items, more: 0 }, outbox: world.name === 'errors' ? [stuck] : [] };
}
