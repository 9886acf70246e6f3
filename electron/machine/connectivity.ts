import { net } from 'electron';
import type { Clock, Timer } from '../../core/clock.ts';

const lookEveryMs = 5000;

/**
 * Calls back when a network is there again after none was. Only the return is believed: that a network is there
 * says nothing of DNS, VPN or ClickHouse, so a first attempt may well fail, and the monitor tries again. After `ready`.
 */
export function watchConnectivity(clock: Clock, onReturn: () => void): () => void {
  let wasOnline = net.isOnline();
  let timer: Timer = clock.after(lookEveryMs, look);

  function look(): void {
    timer = clock.after(lookEveryMs, look);
    const isOnline = net.isOnline();
    const isBack = isOnline && !wasOnline;
    wasOnline = isOnline;
    if (isBack) onReturn();
  }

  return () => timer.cancel();
}
