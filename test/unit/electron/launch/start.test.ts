import { beforeEach, describe, expect, it } from 'vitest';
import { identity } from '../../../../electron/identity.ts';
import { type Launch, plainLaunch } from '../../../../electron/launch/commandLine.ts';
import { identify } from '../../../../electron/launch/identify.ts';
import { onOpenUrl } from '../../../../electron/launch/openUrl.ts';
import { registerProtocol } from '../../../../electron/launch/registerProtocol.ts';
import { claimSingleInstance } from '../../../../electron/launch/singleInstance.ts';
import { standIn } from '../../../support/electron/standIn.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

const id = '0123456789abcdef';
beforeEach(() => standIn.reset());

describe('a second start', () => {
  function claimed(): Launch[] {
    const heard: Launch[] = [];
    expect(claimSingleInstance(plainLaunch, (launch) => heard.push(launch))).toBe(true);
    return heard;
  }

  it('finds the first one running, and is to end', () => {
    standIn.takeLock();
    expect(claimSingleInstance(plainLaunch, () => {})).toBe(false);
  });

  it('tells the first one what it was started for', () => {
    const heard = claimed();
    const launch = { ...plainLaunch, alertId: id };
    standIn.secondInstance(['watchkeeper', '--hidden'], { launch });
    expect(heard).toEqual([launch]);
  });

  it.each([null, 'x', {}, { launch: { alertId: '../..' } }, { launch: { ...plainLaunch, alertId: 'ABC' } }])(
    'only brings the window forward when it says %j',
    (data) => {
      const heard = claimed();
      standIn.secondInstance(['watchkeeper', `watchkeeper://alert/${id}`], data);
      expect(heard).toEqual([plainLaunch]);
    },
  );
});

describe('links on macOS', () => {
  it('come by event, also before the app is ready', () => {
    standIn.reset({ platform: 'darwin' });
    const heard: (string | null)[] = [];
    onOpenUrl((alertId) => heard.push(alertId));
    standIn.openUrl(`watchkeeper://alert/${id}`);
    standIn.openUrl('watchkeeper://alert/../../etc');
    expect(heard).toEqual([id, null]);
  });
});

describe('what the system is told', () => {
  it('is the name of the installed entry on Linux', () => {
    identify('linux');
    expect(standIn.app()).toMatchObject({ desktopName: identity.desktopName, appUserModelId: null });
  });

  it('is the id of the shortcut and the class of its toasts on Windows', () => {
    standIn.reset({ platform: 'win32' });
    identify('win32');
    expect(standIn.app()).toMatchObject({
      appUserModelId: identity.appId,
      toastActivatorClsid: identity.toastActivatorClsid,
    });
  });

  it('leads links here once the app is installed, and says so while it is not', () => {
    const log = recordingLog();
    registerProtocol(log);
    expect(standIn.app().protocols).toEqual([]);
    expect(log.lines[0]?.message).toContain('only once Watchkeeper is installed');

    standIn.reset({ packaged: true });
    registerProtocol(log);
    expect(standIn.app().protocols).toEqual(['watchkeeper']);
    expect(log.lines).toHaveLength(1);
  });
});
