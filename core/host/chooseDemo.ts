import type { SettingsService } from '../settings/settingsService.ts';
import { ends, type Opening, usageExit } from './opening.ts';

/**
 * The demo runs when it is asked for, or when there is nothing else to watch. Settings that could not be read may well
 * name a ClickHouse: then nothing is pretended. `possible`: an installed app has no embedded ClickHouse.
 */
export function chooseDemo(
  settings: SettingsService,
  asked: { demo: boolean | null; fresh: boolean },
  possible: boolean,
): Opening<boolean> {
  const nothingSetUp = settings.current().connection.url === '' && !settings.startedBroken;
  if (asked.demo && !possible) {
    return ends(
      usageExit,
      'The installed app has no simulated shop; to see one, run "npm start -- --demo" in a checkout.',
    );
  }
  const withDemo = possible && (asked.demo ?? nothingSetUp);
  if (asked.fresh && !withDemo) {
    return ends(
      usageExit,
      '--fresh clears what the demo has stored, and a ClickHouse of your own is set up. Add --demo to run the demo.',
    );
  }
  return { ok: true, value: withDemo };
}
