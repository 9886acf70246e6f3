import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page, test, type Worker } from '@playwright/test';
import { settle } from './support/expectAccessible.ts';
import { type MockHost, startMockHost } from './support/mockHost.ts';

/** What the page's spies have seen. */
interface Spied {
  asked: number;
  shown: { title: string; tag: string; silent: boolean; requireInteraction: boolean }[];
}

let host: MockHost;
test.beforeEach(async () => {
  host = await startMockHost('busy');
});
test.afterEach(() => host.program.stop());

test.describe('a browser that may show notifications', () => {
  test('is not asked on load, only when the person turns pop-ups on, and keeps the choice', async ({
    page,
    context,
  }) => {
    await grant(context);
    await spy(context, { asksFirst: true });
    for (const path of ['/', '/alerts', '/setup']) await open(page, path);
    expect((await spied(page)).asked).toBe(0);
    expect(await attending()).toBe(0);

    const choice = page.getByRole('switch', { name: 'Pop-ups in this browser' });
    await expect(choice).not.toBeChecked();
    await choice.click();
    await expect(page.getByRole('status').filter({ hasText: /^On$/ })).toBeVisible();
    expect((await spied(page)).asked).toBe(1);
    await expect.poll(attending).toBe(1);

    await page.reload();
    await expect(choice).toBeChecked();
    expect((await spied(page)).asked).toBe(0);
    await choice.click();
    await expect.poll(attending).toBe(0);
  });

  test('shows a critical alert that stays, with buttons; a click leads to its details', async ({ page, context }) => {
    await grant(context);
    await wantPopUps(context);
    await spy(context);
    await open(page, '/health');
    const worker = await theWorker(page, context);
    const id = await arrive('critical');
    await hasShown(page, 1);
    const [shown] = await notifications(page);
    expect(shown).toMatchObject({
      tag: id,
      requireInteraction: true,
      actions: ['Acknowledge', 'Snooze 30 min'],
      path: `/alerts/${id}`,
    });
    expect(shown?.title).toMatch(/^Critical · /);

    await click(worker, id);
    await expect(page).toHaveURL(new RegExp(`/alerts/${id}$`));
    await expect(page.getByRole('complementary', { name: /^Alert:/ })).toBeVisible();
    await expect.poll(() => notifications(page)).toEqual([]);
  });

  test('acknowledges and snoozes from the buttons, and says when that could not be kept', async ({ page, context }) => {
    await grant(context);
    await wantPopUps(context);
    await spy(context);
    await open(page, '/');
    const worker = await theWorker(page, context);

    const first = await arrive('critical');
    await hasShown(page, 1);
    await click(worker, first, 'acknowledge');
    await expect.poll(async () => (await alert(first)).status).toBe('acknowledged');

    const second = await arrive('high');
    await hasShown(page, 2);
    await click(worker, second, 'snooze');
    await expect.poll(async () => (await alert(second)).snoozedUntil).not.toBeNull();

    const third = await arrive('critical');
    await hasShown(page, 3);
    await mock('signOut');
    const shownByWorker = await spyOnWorker(worker);
    await click(worker, third, 'acknowledge');
    await expect.poll(shownByWorker).toEqual([expect.stringMatching(/^Not acknowledged · Critical/)]);
    await expect.poll(() => notifications(page)).toMatchObject([{ tag: third, requireInteraction: true }]);
  });

  test('takes away what somebody acknowledged elsewhere', async ({ page, context }) => {
    await grant(context);
    await wantPopUps(context);
    await spy(context);
    await open(page, '/');
    await theWorker(page, context);
    const id = await arrive('critical');
    await hasShown(page, 1);
    await fetch(new URL(`/api/alerts/${id}/acknowledge`, host.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    await expect.poll(() => notifications(page)).toEqual([]);
  });

  test('shows each once, however many tabs are open, and goes on when the one that showed it is closed', async ({
    page,
    context,
  }) => {
    await grant(context);
    await wantPopUps(context);
    await spy(context);
    const other = await context.newPage();
    await open(page, '/');
    await theWorker(page, context);
    await open(other, '/alerts');
    await arrive('critical');
    await hasShown(page, 1);
    // The second has had its own word of it, since its table shows the row.
    await expect(
      other
        .getByText(/^\d+ new/)
        .or(other.getByRole('row').nth(1))
        .first(),
    ).toBeVisible();
    expect((await spied(page)).shown).toHaveLength(1);
    expect((await spied(other)).shown).toHaveLength(0);

    // The count alone would not tell the one that leaves from the one that takes over.
    const takenOver = other.waitForResponse((response) => response.url().endsWith('/api/pop-ups/attend'));
    await page.close();
    await takenOver;
    await expect.poll(attending).toBe(1);
    await arrive('critical');
    await hasShown(other, 1);
  });

  test('has no sound of the system where there is to be none', async ({ page, context }) => {
    await grant(context);
    await wantPopUps(context);
    await spy(context);
    await open(page, '/');
    await theWorker(page, context);
    await arrive('medium');
    await hasShown(page, 1);
    expect((await spied(page)).shown[0]).toMatchObject({ silent: true, requireInteraction: false });
  });

  test('falls back to the page where the system refuses', async ({ page, context }) => {
    await grant(context);
    await wantPopUps(context);
    await spy(context, { systemRefuses: true });
    await open(page, '/');
    await arrive('critical');
    await expect(banners(page).getByRole('alert')).toContainText('Critical');
  });
});

test.describe('a browser that was told to block notifications', () => {
  test.beforeEach(({ context }) => spy(context, { permission: 'denied' }));

  test('says so, and what to do', async ({ page }) => {
    await open(page, '/setup');
    await page.getByRole('switch', { name: 'Pop-ups in this browser' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'In this page only' })).toBeVisible();
    await expect(page.getByText(/told to block notifications.*allow notifications in the site settings/)).toBeVisible();
    expect((await spied(page)).asked).toBe(0);
  });

  test('shows them inside the page, where they can be acknowledged, snoozed, opened and dismissed', async ({
    page,
    context,
  }) => {
    await wantPopUps(context);
    await open(page, '/health');
    const ids = [await arrive('critical'), await arrive('critical'), await arrive('high'), await arrive('high')];
    const shown = banners(page).getByRole('alert');
    await expect(shown).toHaveCount(3);
    await expect(banners(page).getByRole('link', { name: 'and 1 more' })).toBeVisible();

    // The newest critical one comes first.
    await shown.first().getByRole('button', { name: 'Acknowledge' }).click();
    await expect.poll(async () => (await alert(ids[1])).status).toBe('acknowledged');
    await expect(shown).toHaveCount(3);
    await shown.first().getByRole('button', { name: 'Snooze 30 min' }).click();
    await expect.poll(async () => (await alert(ids[0])).snoozedUntil).not.toBeNull();
    await expect(shown).toHaveCount(2);
    await shown.first().getByRole('button', { name: 'Dismiss' }).click();
    await expect(shown).toHaveCount(1);
    await shown.first().getByRole('button', { name: 'Open' }).click();
    await expect(page).toHaveURL(new RegExp(`/alerts/${ids[2]}$`));
    await expect(shown).toHaveCount(0);
  });

  // By itself, because the audit may outlast a banner that goes by itself.
  test('shows them inside the page without an accessibility finding', async ({ page, context }) => {
    await wantPopUps(context);
    await open(page, '/health');
    for (const severity of ['critical', 'critical', 'high', 'high']) await arrive(severity);
    await expect(banners(page).getByRole('alert')).toHaveCount(3);
    await expect(banners(page).getByRole('link', { name: 'and 1 more' })).toBeVisible();
    await settle(page);
    const { violations } = await new AxeBuilder({ page }).include('section[aria-label="Pop-ups"]').analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  test('says that a sound could not be heard, until somebody is there', async ({ page, context }) => {
    await wantPopUps(context);
    await context.addInitScript(() => {
      // What a test asks of a page counts as a person's doing.
      Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } });
    });
    await open(page, '/');
    await arrive('critical');
    const hint = page.getByText(/plays no sound before you click/);
    await expect(hint).toBeVisible();
    await page.keyboard.press('Shift');
    await expect(hint).toHaveCount(0);
  });
});

test('the tab counts in title and icon what nobody has, without pop-ups too', async ({ page }) => {
  await open(page, '/health');
  const counted = async () => Number(/^\((\d+)\) Watchkeeper$/.exec(await page.title())?.[1]);
  await expect.poll(counted).toBeGreaterThan(0);
  const before = await counted();
  await arrive('critical');
  await expect.poll(counted).toBe(before + 1);
  const icon = () =>
    page.locator('link[rel="icon"]').evaluate((link: HTMLLinkElement) => decodeURIComponent(link.href));
  await expect.poll(icon).toContain(`>${before + 1 > 9 ? '9+' : before + 1}<`);
});

test.describe('the page of the desktop app', () => {
  test.beforeEach(async () => {
    await host.program.stop();
    host = await startMockHost('desktop');
  });

  test('shows what the system would not, and asks the browser for nothing', async ({ page, context }) => {
    await spy(context, { asksFirst: true });
    await open(page, '/');
    await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
    // The part that shows them comes a moment after the page.
    await expect
      .poll(async () => {
        await arrive('critical');
        return banners(page).getByRole('alert').count();
      })
      .toBeGreaterThan(0);
    expect(await spied(page)).toMatchObject({ asked: 0, shown: [] });
    expect(await attending()).toBe(0);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  });
});

async function grant(context: BrowserContext): Promise<void> {
  await context.grantPermissions(['notifications'], { origin: host.url });
}

/** As chosen in this browser before. */
async function wantPopUps(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const state = { theme: 'system', density: 'comfortable', popUps: true };
    localStorage.setItem('watchkeeper.preferences', JSON.stringify({ state, version: 1 }));
  });
}

interface SpyOptions {
  /** What the browser says of this site, whatever it was granted. */
  permission?: NotificationPermission;
  /** Nothing was decided yet; asked, the person says yes. */
  asksFirst?: boolean;
  systemRefuses?: boolean;
}

async function spy(context: BrowserContext, options: SpyOptions = {}): Promise<void> {
  await context.addInitScript(({ permission, asksFirst, systemRefuses }: SpyOptions) => {
    const seen: Spied = { asked: 0, shown: [] };
    Object.assign(window, { spied: seen });
    const decided = 'test.permission';
    if (permission || asksFirst) {
      Object.defineProperty(Notification, 'permission', {
        get: () => permission ?? localStorage.getItem(decided) ?? 'default',
      });
    }
    Notification.requestPermission = async () => {
      seen.asked++;
      localStorage.setItem(decided, 'granted');
      return Notification.permission;
    };
    const show = ServiceWorkerRegistration.prototype.showNotification;
    ServiceWorkerRegistration.prototype.showNotification = async function (title, notification = {}) {
      if (systemRefuses) throw new TypeError('Refused');
      await show.call(this, title, notification);
      const { tag = '', silent, requireInteraction = false } = notification;
      seen.shown.push({ title, tag, silent: silent === true, requireInteraction });
    };
    if (systemRefuses) {
      const refuse = () => {
        throw new TypeError('Illegal constructor');
      };
      window.Notification = new Proxy(Notification, { construct: refuse });
    }
  }, options);
}

const spied = (page: Page) => page.evaluate(() => (window as unknown as { spied: Spied }).spied);

async function open(page: Page, path: string): Promise<void> {
  await page.goto(new URL(path, host.url).href);
  await expect(page.getByRole('main')).toBeVisible();
  const wanted = await page.evaluate(() => localStorage.getItem('watchkeeper.preferences')?.includes('"popUps":true'));
  if (wanted) await expect.poll(attending).toBeGreaterThan(0);
}

/** The service worker, once it is the one that shows notifications. */
async function theWorker(page: Page, context: BrowserContext): Promise<Worker> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated') {
      await new Promise((resolve) => active?.addEventListener('statechange', resolve, { once: true }));
    }
  });
  // The page may know of it before the test does.
  return context.serviceWorkers()[0] ?? context.waitForEvent('serviceworker');
}

/** Titles of what the worker shows from now on, by itself and not for a page. */
async function spyOnWorker(worker: Worker): Promise<() => Promise<string[]>> {
  type Scope = { registration: ServiceWorkerRegistration; shown: string[] };
  await worker.evaluate(() => {
    const scope = self as unknown as Scope;
    const show = scope.registration.showNotification.bind(scope.registration);
    scope.shown = [];
    scope.registration.showNotification = async (title, options) => {
      await show(title, options);
      scope.shown.push(title);
    };
  });
  return () => worker.evaluate(() => (self as unknown as Scope).shown);
}

/** Asked of the page first: a system that is asked for its notifications while one is on its way forgets that one. */
async function hasShown(page: Page, count: number): Promise<void> {
  await expect.poll(async () => (await spied(page)).shown).toHaveLength(count);
}

/** What the system shows of this page. */
function notifications(page: Page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const shown = (await registration?.getNotifications()) ?? [];
    return shown.map((notification) => ({
      title: notification.title,
      tag: notification.tag,
      requireInteraction: notification.requireInteraction,
      path: notification.data?.path as string,
      actions: (notification as Notification & { actions: { title: string }[] }).actions.map(({ title }) => title),
    }));
  });
}

/** What the system does when a person clicks the notification, or one of its buttons. */
async function click(worker: Worker, tag: string, action = ''): Promise<void> {
  await worker.evaluate(
    async ([clicked, chosen]) => {
      const scope = globalThis as unknown as {
        registration: ServiceWorkerRegistration;
        NotificationEvent: new (type: string, init: object) => Event;
        dispatchEvent(event: Event): void;
      };
      // By its name: one that was clicked before may still be on its way out.
      const [notification] = await scope.registration.getNotifications({ tag: clicked });
      scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification, action: chosen }));
    },
    [tag, action] as const,
  );
}

const banners = (page: Page) => page.getByRole('region', { name: 'Pop-ups' });

async function arrive(severity: string): Promise<string> {
  const before = await ids();
  await mock(`arrive?severity=${severity}`);
  const id = (await ids()).find((each) => !before.includes(each));
  if (!id) throw new Error('No alert has arrived.');
  return id;
}

async function ids(): Promise<string[]> {
  const response = await fetch(new URL('/api/alerts?limit=500', host.url));
  const { items } = (await response.json()) as { items: { id: string }[] };
  return items.map(({ id }) => id);
}

async function alert(id: string | undefined): Promise<{ status: string; snoozedUntil: string | null }> {
  const response = await fetch(new URL(`/api/alerts/${id}`, host.url));
  return response.json();
}

const mock = (what: string) => fetch(new URL(`/mock/${what}`, host.url), { method: 'POST' });

async function attending(): Promise<number> {
  return (await mock('attending')).json();
}
