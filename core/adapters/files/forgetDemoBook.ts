import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a demo leaves in its folder, beside its ClickHouse, which it clears by itself. */
const leftBehind = /^watchkeeper\.db(-wal|-shm|-journal)?$/;

/**
 * Forgets the alerts of earlier demos. Touches the named files of the demo's own folder and nothing else: a folder of
 * that name may hold other things, and a person's real book lies one level higher.
 */
export function forgetDemoBook(demoFolder: string): void {
  for (const name of readdirSync(demoFolder)) {
    if (leftBehind.test(name)) rmSync(join(demoFolder, name), { force: true });
  }
}
