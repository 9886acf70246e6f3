import type { Report } from '../../shared/delivery/report.ts';
import type { ReplayedAlert } from '../notify/simulation/replay.ts';

/** Reports over the book, inside one transaction of the store. */
export interface Reports {
  /** By the alerts that began from `from` until before `to`, ms UTC; days as clocks in `timeZone` count them. */
  read(query: { from: number; to: number; timeZone: string }): Report;
  /** What became of the newest `limit` alerts that began since, ms UTC. */
  lives(from: number, limit: number): ReplayedAlert[];
}
