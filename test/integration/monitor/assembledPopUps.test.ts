import { expect, it } from 'vitest';
import { openStore } from '../../../core/adapters/sqlite/openStore.ts';
import { assembleWatch } from '../../../core/watch/assembleWatch.ts';
import { createWatch } from '../../../core/watch/createWatch.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { memorySettings } from '../../support/memorySettings.ts';
import { RecordingFace } from '../../support/recordingFace.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

function assembled() {
  const clock = new ManualClock();
  const log = recordingLog();
  const { service } = memorySettings();
  const store = successOf(openStore(':memory:', { clock, log }));
  const face = new RecordingFace();
  const watch = createWatch(
    (before) =>
      assembleWatch(
        {
          ...{ settings: service, store, demo: null, popUps: face, timeZone: 'UTC', network: null, clock, log },
          links: () => ({ dashboardUrl: null, acknowledgeUrl: null }),
          pageUrl: () => null,
          giveFeedback: () => null,
          acknowledge: () => null,
          endpoints: { slackApiUrl: null, pagerDutyEventsUrl: null },
          random: () => 0.5,
        },
        before,
      ),
    log,
  );
  const names = () => watch.health().receivers.map(({ name }) => name);
  return { watch, service, face, names };
}

it('has the face beside the other receivers for as long as pop-ups are switched on', async () => {
  const { watch, service, face, names } = assembled();
  expect(names()).toEqual(['desktop']);
  expect(await watch.testReceiver('desktop')).toEqual({ ok: true });
  expect(face.titles()).toEqual(['Test pop-up']);
  const settings = service.current();
  await service.replace({ ...settings, popUps: { ...settings.popUps, enabled: false } });
  await watch.rebuild();
  expect(names()).toEqual([]);
  await watch.stop();
});

it('keeps a pause over changed settings', async () => {
  const { watch } = assembled();
  watch.pausePopUps(Date.parse('2026-03-10T13:00:00.000Z'));
  await watch.rebuild();
  expect(watch.health().popUpsPausedUntil).toBe('2026-03-10T13:00:00.000Z');
  await watch.stop();
});
