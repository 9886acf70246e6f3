import type { Health, ReceiverHealth } from '../../shared/health.ts';
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
    notices: [...monitor.receivers.flatMap(brokenNotice), ...host.notices()],
  };
}

/** A receiver that only a person can mend is said wherever things that need a hand are. */
function brokenNotice({ name, status, lastError }: ReceiverHealth): Health['notices'] {
  if (status !== 'broken') return [];
  return [
    { code: `receiverBroken:${name}`, severity: 'error', message: lastError ?? `${name} takes no messages any more.` },
  ];
}
