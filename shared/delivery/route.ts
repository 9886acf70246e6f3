import { z } from 'zod';
import { Matchers } from './matcher.ts';
import { ReceiverName } from './receiverSettings.ts';

const timesName = z.string().trim().min(1).max(60);

const own = {
  /** What people call it; stands in the simulator and in the log. */
  name: z.string().trim().min(1).max(60),
  /** All of them must hold; none matches everything. */
  matchers: Matchers.default([]),
  /** In line: the first that is set up is told, and the next ones stand in where it is broken. None: those of the parent. */
  receivers: z.array(ReceiverName).max(20).default([]),
  /** Whether the routes after this one are asked too, though this one matched. */
  continue: z.boolean().default(false),
  /** Alerts alike in these (`type`, `severity`, `source`, names of labels) are one group; null: as the parent says. */
  groupBy: z.array(z.string().trim().min(1).max(200)).max(20).nullable().default(null),
  /** Told also when an alert is over; null: as the parent says. */
  resolved: z.boolean().nullable().default(null),
  /** Names of times: told in them only; none: always. */
  activeTimes: z.array(timesName).max(20).default([]),
  /** Names of times in which nothing is told. */
  muteTimes: z.array(timesName).max(20).default([]),
  /** Name of the policy that unacknowledged alerts go by; empty: none; null: as the parent says. */
  escalation: z.string().trim().max(60).nullable().default(null),
};

/** A node of the tree. An alert goes down to the deepest routes that match; a route without a matching child is where it ends. */
export interface Route {
  name: string;
  matchers: z.infer<typeof Matchers>;
  receivers: string[];
  continue: boolean;
  groupBy: string[] | null;
  resolved: boolean | null;
  activeTimes: string[];
  muteTimes: string[];
  escalation: string | null;
  routes: Route[];
}

// Five levels, written out: a schema that contains itself cannot be described in the API's document.
const leaf = z.object({ ...own, routes: z.array(z.never()).max(0, 'routes may be five levels deep').default([]) });
const fourth = z.object({ ...own, routes: z.array(leaf).max(200).default([]) });
const third = z.object({ ...own, routes: z.array(fourth).max(200).default([]) });
const second = z.object({ ...own, routes: z.array(third).max(200).default([]) });

/** The root matches everything. */
export const Route: z.ZodType<Route> = z.object({ ...own, routes: z.array(second).max(500).default([]) });
