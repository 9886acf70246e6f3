import { expect, it } from 'vitest';
import {
  createSystemFace,
  type NotificationRegistration,
  type PageNotification,
} from '../../../../renderer/features/popUps/systemFace.ts';
import { aPopUp } from '../../../support/aPopUp.ts';
import { ManualClock } from '../../../support/manualClock.ts';

/** A browser whose notifications are in the test's hand. */
function aBrowser({ worker = true, workerRefuses = false, pageRefuses = false } = {}) {
  const clock = new ManualClock();
  const byWorker: { title: string; tag: string | undefined; silent: boolean | null | undefined }[] = [];
  const byPage: (PageNotification & { title: string; options: NotificationOptions; closed: boolean })[] = [];
  const opened: string[] = [];
  const closedTags: string[] = [];
  const registration: NotificationRegistration = {
    async showNotification(title, { tag, silent }) {
      if (workerRefuses) throw new TypeError('No notification permission has been granted for this origin.');
      byWorker.push({ title, tag, silent });
    },
    getNotifications: async ({ tag }) =>
      byWorker.some((shown) => shown.tag === tag) ? [{ close: () => closedTags.push(tag) }] : [],
  };
  const face = createSystemFace({
    registration: async () => (worker ? registration : null),
    makeNotification(title, options) {
      if (pageRefuses) throw new TypeError("Failed to construct 'Notification': Illegal constructor.");
      const made = {
        title,
        options,
        closed: false,
        onclick: null,
        onshow: null,
        onerror: null,
        onclose: null,
        close() {
          made.closed = true;
        },
      };
      byPage.push(made);
      return made;
    },
    onClick: (path) => opened.push(path),
    timers: clock,
  });
  return { clock, face, byWorker, byPage, opened, closedTags };
}
const event = { preventDefault() {} } as Event;

it('shows through the service worker, whose notifications have buttons and outlive the page', async () => {
  const { face, byWorker, byPage } = aBrowser();
  expect(await face.show(aPopUp(), true)).toBe(true);
  expect(byWorker).toEqual([{ title: 'Critical · Revenue drop', tag: 'p1', silent: true }]);
  expect(byPage).toEqual([]);
});

it.each([
  ['there is no worker', { worker: false }],
  ['the worker refuses', { workerRefuses: true }],
])('shows one of the page where %s, without the buttons it may not have', async (_when, browser) => {
  const { clock, face, byPage } = aBrowser(browser);
  const shown = face.show(aPopUp(), false);
  await clock.advance(1);
  byPage[0]?.onshow?.(event);
  expect(await shown).toBe(true);
  expect(byPage[0]?.options).not.toHaveProperty('actions');
  expect(clock.pendingTimers).toBe(0);
});

it('takes a system that says nothing for one that shows', async () => {
  const { clock, face } = aBrowser({ worker: false });
  const shown = face.show(aPopUp(), false);
  await clock.advance(1000);
  expect(await shown).toBe(true);
});

it('tells when the system refuses', async () => {
  const { clock, face, byPage } = aBrowser({ worker: false });
  const shown = face.show(aPopUp(), false);
  await clock.advance(1);
  byPage[0]?.onerror?.(event);
  expect(await shown).toBe(false);
});

it('tells when the page may not show any', async () => {
  const { face } = aBrowser({ workerRefuses: true, pageRefuses: true });
  expect(await face.show(aPopUp(), false)).toBe(false);
});

it("a click on the page's own leads to the alert and closes it", async () => {
  const { clock, face, byPage, opened } = aBrowser({ worker: false });
  const shown = face.show(aPopUp(), false);
  await clock.advance(1000);
  await shown;
  byPage[0]?.onclick?.(event);
  expect(opened).toEqual(['/alerts/a1']);
  expect(byPage[0]?.closed).toBe(true);
});

it('takes away what is over, whoever showed it, and ignores what is not shown', async () => {
  const worker = aBrowser();
  await worker.face.show(aPopUp({ id: 'p1' }), false);
  await worker.face.close(['p1', 'never']);
  expect(worker.closedTags).toEqual(['p1']);

  const page = aBrowser({ worker: false });
  const shown = page.face.show(aPopUp({ id: 'p1' }), false);
  await page.clock.advance(1000);
  await shown;
  await page.face.close(['p1']);
  expect(page.byPage[0]?.closed).toBe(true);
});
