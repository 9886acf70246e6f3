import { join } from 'node:path';
import type { DemoEvents, DemoHost } from '../../core/host/demoHost.ts';
import type { createDemoHost } from '../../demo/demoHost.ts';

/** Where a checkout keeps what the demo is made of; an installed app has none of it. */
export interface Checkout {
  /** The bundled demo; what is installed has only `dist/electron`. */
  module: string;
  /** A Node that runs sources, for the embedded ClickHouse's own process: Electron's does not. */
  node: string;
  script: string;
}

export function checkoutAt(root: string, platform: NodeJS.Platform): Checkout {
  return {
    module: join(root, 'dist', 'demo', 'demoHost.js'),
    node: join(root, 'node_modules', 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node'),
    script: join(root, 'demo', 'clickhouse', 'main.ts'),
  };
}

type Options = Omit<Parameters<typeof createDemoHost>[0], 'events' | 'program'>;

/** The simulated shop, loaded from the checkout: its code is in no bundle that is installed. */
export async function loadDemo(checkout: Checkout, options: Options): Promise<(events: DemoEvents) => DemoHost> {
  const demo: { createDemoHost: typeof createDemoHost } = await import(checkout.module);
  const { node, script } = checkout;
  return (events) => demo.createDemoHost({ ...options, events, program: { node, script } });
}
