import type { Health } from '../../shared/health.ts';
import type { MonitorHealth } from '../monitor/monitor.ts';
import type { HostInfo } from './hostPorts.ts';

/** The watch's health with what the host knows; `startedAt` is the process's, a watch is made anew when settings change. */
export function describeHealth(
  monitor: MonitorHealth,
  host: HostInfo,
  also: { demo: boolean; unencrypted: boolean },
): Health {
  return {
    ...monitor,
    version: host.version,
    host: host.host,
    startedAt: host.startedAt,
    demo: also.demo,
    unencrypted: also.unencrypted,
    notices: host.notices(),
  };
}
