import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './support/desktop.ts';

// What the desktop host relies on, seen from a small application: the stand-in and Electron have to agree.
const main = join(import.meta.dirname, 'fixture/main.mjs');

interface Facts {
  navigations: string[];
  windows: string[];
  senders: unknown[];
  gone: string[];
  permissions: string[];
}

interface FixtureWindow {
  fixture: {
    add(a: unknown, b: number): Promise<number>;
    facts(): Promise<Facts>;
    wantPort(): void;
    [name: string]: unknown;
  };
  inlineRan?: boolean;
}

const facts = (page: Page) => page.evaluate(() => (window as unknown as FixtureWindow).fixture.facts());

test('a page comes from the application’s own scheme, under its policy and without permissions', async ({ launch }) => {
  const app = await launch({ main });
  const page = await app.page();
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
  expect(await app.window()).toEqual({ visible: true, minimised: false, url: 'app://fixture/start' });
  await expect(page.locator('body')).toHaveAttribute('data-path', '/start');
  const seen = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.inlineRan = true';
    document.body.append(script);
    return {
      inline: (window as unknown as FixtureWindow).inlineRan,
      data: await (await fetch('/data.json')).json(),
      foreign: await fetch('https://elsewhere.example/').then(
        () => 'reached',
        () => 'refused',
      ),
      secure: window.isSecureContext,
      notifications: await Notification.requestPermission(),
    };
  });
  expect(seen).toEqual({
    inline: false,
    data: { a: 1 },
    foreign: 'refused',
    secure: true,
    notifications: 'denied',
  });
});

test('a sandboxed preload has next to nothing, and what it exposes crosses as a copy', async ({ launch }) => {
  const page = await (await launch({ main })).page();
  const exposed = await page.evaluate(() => {
    const { fixture } = window as unknown as FixtureWindow;
    return {
      keys: Object.keys(fixture).sort(),
      emits: fixture.emits,
      refusesFs: fixture.refusesFs,
      refusesMain: fixture.refusesMain,
      nested: fixture.nested,
      require: typeof (window as unknown as Record<string, unknown>).require,
      process: typeof (window as unknown as Record<string, unknown>).process,
    };
  });
  expect(exposed).toEqual({
    keys: ['add', 'emits', 'facts', 'nested', 'platform', 'refusesFs', 'refusesMain', 'wantPort'],
    emits: 1,
    refusesFs: true,
    refusesMain: true,
    nested: { list: [1, { deep: true }], box: { plain: 1 } },
    require: 'undefined',
    process: 'undefined',
  });
});

test('a call to the main process is answered, with its sender known; of an error only the message comes back', async ({
  launch,
}) => {
  const page = await (await launch({ main })).page();
  const answers = await page.evaluate(async () => {
    const { fixture } = window as unknown as FixtureWindow;
    const sum = await fixture.add(1, 2);
    const error = await fixture.add('x', 2).catch((reason: Error & { code?: string }) => reason);
    return { sum, error: error instanceof Error ? [error.message, (error as { code?: string }).code] : error };
  });
  expect(answers).toEqual({
    sum: 3,
    error: ["Error invoking remote method 'add': TypeError: not a number", undefined],
  });
  expect((await facts(page)).senders).toContainEqual({ origin: 'app://fixture', main: true });
});

test('ports cross both ways with what they carry, and close with their page', async ({ launch }) => {
  const page = await (await launch({ main })).page();
  const echoed = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = (event) => resolve(event.data);
        window.postMessage('port', '*', [port2]);
        port1.postMessage({ text: 'a', bytes: new Uint8Array([1, 2, 3]), missing: undefined, when: new Date(0) });
      }),
  );
  expect(echoed).toMatchObject({ echo: { text: 'a', when: new Date(0) }, sum: 3 });

  const heard = await page.evaluate(
    () =>
      new Promise((resolve) => {
        window.addEventListener('message', (event) => {
          const [port] = event.ports;
          if (event.data !== 'your-port' || !port) return;
          port.onmessage = (message) => resolve(message.data);
          port.postMessage('hello');
        });
        (window as unknown as FixtureWindow).fixture.wantPort();
      }),
  );
  expect(heard).toBe('main heard hello');

  await page.reload();
  await expect.poll(async () => (await facts(page)).senders).toContainEqual('port closed');
});

test('a page goes nowhere and opens nothing that the application forbids', async ({ launch }) => {
  const app = await launch({ main });
  const page = await app.page();
  await page.getByRole('link', { name: 'away' }).click();
  await expect.poll(async () => (await facts(page)).navigations).toEqual(['https://elsewhere.example/']);
  await page.getByRole('link', { name: 'new window' }).click();
  expect(await page.evaluate(() => window.open('https://elsewhere.example/opened') === null)).toBe(true);
  await expect
    .poll(async () => (await facts(page)).windows)
    .toEqual(['https://elsewhere.example/new', 'https://elsewhere.example/opened']);
  expect(await app.window()).toMatchObject({ url: 'app://fixture/start' });
  await expect(page.getByRole('heading', { name: 'Fixture' })).toBeVisible();
});

test('a page that crashes is loaded again', async ({ launch, needs }) => {
  needs('crashedPage');
  const app = await launch({ main });
  await app.page();
  await app.crashPage();
  await expect(async () => {
    const page = await app.page();
    expect(await facts(page)).toMatchObject({ gone: [expect.stringMatching(/crashed|killed/)] });
  }).toPass();
});

test('a window that hides instead of closing lives on, and quitting ends it', async ({ launch }) => {
  const app = await launch({ main });
  const page = await app.page();
  await app.closeWindow();
  expect(await app.window()).toMatchObject({ visible: false });
  expect((await facts(page)).gone).toEqual([]);
  expect(await app.quit()).toBe(0);
});

test('a second copy ends at once and is told to the first', async ({ launch }) => {
  const app = await launch({ main });
  const page = await app.page();
  expect(await app.secondCopy(['fixture://thing'])).toBe(0);
  await expect
    .poll(async () => (await facts(page)).senders)
    .toContainEqual({ second: 'fixture://thing', data: { from: 'fixture' } });
});

test('tray and notification lead back to the window', async ({ launch, needs }) => {
  needs('tray', 'notifications');
  const app = await launch({ main });
  await app.page();
  expect(await app.tray()).toMatchObject({ tooltip: 'Fixture', menu: [{ label: 'Show' }, { label: 'Quit' }] });
  await app.closeWindow();
  await app.clickMenu('Show');
  expect(await app.window()).toMatchObject({ visible: true });
  await app.closeWindow();
  expect(await app.notifications()).toMatchObject([{ id: 'one', title: 'Title', body: 'Body' }]);
  await app.clickNotification('one');
  expect(await app.window()).toMatchObject({ visible: true });
  // Gone before it could say that it was told.
  app.clickMenu('Quit').catch(() => {});
  expect(await app.exited).toBe(0);
});
