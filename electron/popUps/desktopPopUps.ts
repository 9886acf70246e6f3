import { Notification } from 'electron';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import type { PopUpFace } from '../../core/notify/popUps/popUpFace.ts';
import type { PopUp, Sound } from '../../shared/popUp.ts';
import type { BannerDesk } from './bannerDesk.ts';
import { createHeldNotifications } from './heldNotifications.ts';
import { notificationOptions } from './notificationOptions.ts';
import { type PopUpAnswer, popUpButtons } from './popUpAnswers.ts';

export interface DesktopPopUpsOptions {
  answer(answer: PopUpAnswer): void;
  /** Where a pop-up goes that the system does not show. */
  banners: BannerDesk;
  /** It went there: a critical one may bring the window up, and a sound is due where no page is open to make it. */
  fellBack(popUp: PopUp): void;
  /** Plays where the system's notifications have no sound of their own (Linux). */
  play(sound: Sound): void;
  clock: Clock;
  log: Log;
  platform?: NodeJS.Platform;
}

export interface DesktopPopUps extends PopUpFace {
  /** Why the last one was not shown by the system, for a person to mend; null when it was. */
  problem(): string | null;
  /** macOS: takes up what an earlier run left in the Notification Center, so that a click there leads here. */
  adopt(): Promise<void>;
}

/** Every system says within moments whether it shows one; one that said nothing the last time is not waited for as long. */
const longestSilenceMs = 3000;
const nextSilenceMs = 300;

/** Closed before the system said anything, whose silence tells nothing then. */
const over = Symbol('over');

const problems: Partial<Record<NodeJS.Platform, string>> = {
  darwin:
    'macOS shows no notifications of Watchkeeper, because the app is unsigned or not allowed to. Alerts appear in its window instead. Allow it in System Settings → Notifications.',
  win32:
    'Windows shows no notifications of Watchkeeper. Alerts appear in its window instead. Allow it in Settings → System → Notifications.',
};
const otherProblem =
  'This desktop shows no notifications: no notification service answered. Alerts appear in the window of Watchkeeper instead. Start the notification service of your desktop, or install one.';

/** The system's own notifications; what it does not show appears in the window, so that nothing is lost. */
export function createDesktopPopUps(options: DesktopPopUpsOptions): DesktopPopUps {
  const { answer, banners, clock, log } = options;
  const platform = options.platform ?? process.platform;
  const held = createHeldNotifications(clock);
  /** Of pop-ups of which the system has said nothing yet: nobody needs them any more. */
  const calledOff = new Map<string, () => void>();
  let problem: string | null = null;

  function listen(notification: Notification, id: string, alertIds: readonly string[]): void {
    const told = (what: PopUpAnswer['do']) => {
      held.release(id, notification);
      answer({ popUpId: id, alertIds, do: what });
    };
    notification.on('click', () => told('open'));
    notification.on('action', (event, index) => {
      const button = popUpButtons[event.actionIndex ?? index];
      if (button) told(button.do);
    });
    notification.on('close', ({ reason }) => {
      // Windows only moved it to its list of notifications, where it can still be clicked.
      if (reason !== 'timedOut') held.release(id, notification);
    });
  }

  /** Null when it is shown, otherwise what the system said. */
  function present(popUp: PopUp): Promise<string | null | typeof over> {
    const notification = new Notification(notificationOptions(popUp, platform));
    listen(notification, popUp.id, popUp.alertIds);
    held.hold(popUp.id, notification);
    return new Promise((resolve) => {
      const silence = clock.after(problem === null ? longestSilenceMs : nextSilenceMs, () =>
        resolve('no word from the system'),
      );
      const settle = (outcome: string | null | typeof over) => {
        silence.cancel();
        resolve(outcome);
      };
      calledOff.set(popUp.id, () => settle(over));
      notification.once('show', () => {
        settle(null);
        // It may come after all, when the banner is up already.
        problem = null;
        banners.close([popUp.id]);
      });
      notification.once('failed', (_event, error) => {
        held.release(popUp.id, notification);
        settle(error);
      });
      notification.show();
    });
  }

  function fallBack(popUp: PopUp, reason: string): void {
    const sentence = problems[platform] ?? otherProblem;
    if (problem !== sentence) log.warn(sentence, { reason });
    problem = sentence;
    banners.show(popUp);
    options.fellBack(popUp);
  }

  return {
    kind: 'desktop',
    isThere: () => true,
    async show(popUp) {
      // Linux knows no ids, so that the one before would stay beside it.
      held.close(popUp.id);
      let refusal: string | null | typeof over;
      try {
        refusal = Notification.isSupported() ? await present(popUp) : 'not supported';
      } catch (error) {
        refusal = String(error);
      }
      calledOff.delete(popUp.id);
      if (refusal === over) return { ok: true };
      if (refusal !== null) {
        fallBack(popUp, refusal);
        return { ok: true };
      }
      if (platform === 'linux') options.play(popUp.sound);
      return { ok: true };
    },
    close(ids) {
      for (const id of ids) {
        held.close(id);
        calledOff.get(id)?.();
      }
      banners.close(ids);
    },
    problem: () => problem,
    async adopt() {
      if (platform !== 'darwin') return;
      for (const notification of await Notification.getHistory()) {
        listen(notification, notification.id, alertIdsOf(notification.id));
        held.hold(notification.id, notification);
      }
    },
  };
}

/** Of one alert it is in the id, as the core gives it; which ones a summary told of died with the run that showed it. */
function alertIdsOf(popUpId: string): string[] {
  const [, alertId] = /^alert-(.+)$/.exec(popUpId) ?? [];
  return alertId === undefined ? [] : [alertId];
}
