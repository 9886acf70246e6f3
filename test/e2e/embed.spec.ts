import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { type BoardHost, startBoardHost } from './support/boardHost.ts';
import { expectAccessible } from './support/expectAccessible.ts';
import { type Portal, startPortal } from './support/portalPage.ts';

const root = join(import.meta.dirname, '../..');
const views = ['overview', 'table', 'timeline'] as const;

let portal: Portal;
let host: BoardHost;
test.beforeEach(async () => {
  portal = await startPortal();
  host = await startBoardHost({ world: 'busy', allowedOrigins: [portal.origin] });
});
test.afterEach(async () => {
  await host.close();
  await portal.close();
});

const script = (from = host) => `<script type="module" src="${from.url}/embed/watchkeeper-board.js"></script>`;
const board = (view: string) =>
  `<watchkeeper-board host="${host.url}" token="${host.token}" view="${view}"></watchkeeper-board>`;
const aPage = (body: string, styles = '') =>
  `<!doctype html><html lang="en"><head><title>Portal</title><link rel="icon" href="data:,">
   <meta name="viewport" content="width=device-width"><style>${styles}</style></head><body><h1>Portal</h1>${body}</body></html>`;

async function open(page: Page, body: string, styles = '', policy = ''): Promise<void> {
  portal.serve(aPage(body, styles), policy);
  await page.goto(portal.origin);
}

const boards = (page: Page) => page.locator('watchkeeper-board');
const live = (within: Locator) => within.getByText('Live', { exact: true });
const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text }).first();
const kept = (id: string) => host.world.alerts.find((alert) => alert.id === id);
const green = 'rgb(63, 178, 127)';
const colourOf = (element: Locator) => element.evaluate((it) => getComputedStyle(it).color);

test('each view shows what it is for, and how fresh it is', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, script() + views.map((view) => board(view)).join(''));
  for (const at of [0, 1, 2]) {
    await expect(live(boards(page).nth(at))).toBeVisible();
    expect(await colourOf(live(boards(page).nth(at)))).toBe(green);
  }
  const [overview, table, timeline] = [boards(page).nth(0), boards(page).nth(1), boards(page).nth(2)];
  for (const name of ['Active', 'Critical', 'By severity', 'By type', 'Timeline']) {
    await expect(overview.getByRole('region', { name, exact: true })).toBeVisible();
  }
  await expect(table.getByRole('row').filter({ hasText: 'Revenue drop' }).first()).toBeVisible();
  await expect(timeline.getByRole('slider', { name: 'Timeline of the alerts' })).toBeVisible();
  await expect(timeline.getByRole('grid')).toHaveCount(0);
  // A picture, not an empty box.
  await expect(timeline.locator('canvas')).toBeVisible();
});

test('an alert is found, read and acknowledged inside it', async ({ page }) => {
  await open(page, script() + board('table'));
  await page.getByRole('textbox', { name: 'Search alerts' }).fill('abandonment');
  await expect(rowOf(page, 'Revenue drop')).toHaveCount(0);
  const row = rowOf(page, 'Cart abandonment spike');
  const id = (await row.getAttribute('data-id')) ?? '';
  await row.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(row).toContainText('oncall');
  // The row says so before the host has answered.
  await expect.poll(() => kept(id)).toMatchObject({ status: 'acknowledged' });

  await page.getByRole('button', { name: 'Clear search' }).click();
  const other = rowOf(page, 'Revenue drop');
  const otherId = (await other.getAttribute('data-id')) ?? '';
  await other.click();
  const drawer = page.getByRole('complementary', { name: 'Alert: Revenue drop' });
  await expect(drawer.getByText('Who was told')).toBeVisible();
  await expect(drawer.getByRole('link', { name: 'Open in Watchkeeper' })).toHaveAttribute(
    'href',
    `${host.url}/alerts/${otherId}`,
  );
  await drawer.getByRole('textbox', { name: 'Note, optional' }).fill('on it');
  await drawer.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(drawer.getByText('on it').first()).toBeVisible();
  await expect.poll(() => kept(otherId)).toMatchObject({ note: 'on it' });
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(drawer).toHaveCount(0);
  expect(page.url()).toBe(`${portal.origin}/`);
});

test('numbers and segments lead to rows inside it, and back; the rest to Watchkeeper', async ({ page }) => {
  await open(page, script() + board('overview'));
  const entries = () => page.evaluate(() => history.length);
  const before = await entries();
  await page.getByRole('link', { name: /critical in the last 24 hours/ }).click();
  await expect(rowOf(page, 'Revenue drop')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Severity: Critical' })).toBeVisible();
  await page.getByRole('link', { name: 'Overview' }).click();
  await page
    .getByRole('list', { name: 'By severity' })
    .getByRole('link', { name: /Medium/ })
    .click();
  await expect(page.getByRole('button', { name: 'Severity: Medium' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Open Watchkeeper' })).toHaveAttribute('href', host.url);
  expect(page.url()).toBe(`${portal.origin}/`);
  expect(await entries()).toBe(before);
});

test('a new alert comes into rows and is read out once', async ({ page }) => {
  await open(page, script() + board('table') + board('table'));
  await expect(live(boards(page).nth(1))).toBeVisible();
  await expect(rowOf(page, 'Revenue drop')).toBeVisible();
  const { id } = host.arrive('critical');
  for (const at of [0, 1]) await expect(boards(page).nth(at).locator(`[data-id="${id}"]`)).toBeVisible();
  await expect(page.getByRole('alert').filter({ hasText: /^Critical: / })).toHaveCount(1);
});

test.describe('connections', () => {
  test('elements of one host and token share one, which ends with the last of them', async ({ page }) => {
    await page.clock.install();
    await open(page, script() + board('overview') + board('timeline'));
    await expect(live(boards(page).nth(1))).toBeVisible();
    expect(host.streams()).toBe(1);
    await boards(page)
      .first()
      .evaluate((element) => element.remove());
    await page.clock.fastForward(1000);
    expect(host.streams()).toBe(1);
    await boards(page)
      .first()
      .evaluate((element) => element.remove());
    await expect.poll(() => host.streams()).toBe(0);
  });

  test('one that is moved within the page stays connected and keeps what it shows', async ({ page }) => {
    await page.clock.install();
    let streams = 0;
    page.on('request', (request) => {
      if (request.url().endsWith('/api/stream')) streams++;
    });
    await open(page, `${script()}<div id="there"></div>${board('table')}`);
    await page.getByRole('textbox', { name: 'Search alerts' }).fill('spike');
    await expect(rowOf(page, 'Revenue drop')).toHaveCount(0);
    await page.evaluate(() => {
      const element = document.querySelector('watchkeeper-board');
      if (element) document.querySelector('#there')?.append(element);
    });
    await page.clock.fastForward(1000);
    await expect(page.getByRole('textbox', { name: 'Search alerts' })).toHaveValue('spike');
    await expect(live(boards(page).first())).toBeVisible();
    expect([streams, host.streams()]).toEqual([1, 1]);
  });

  test('one that comes back later starts anew', async ({ page }) => {
    await open(page, script() + board('overview'));
    await expect(live(boards(page).first())).toBeVisible();
    await page.evaluate(() => {
      const element = document.querySelector('watchkeeper-board');
      element?.remove();
      Object.assign(window, { kept: element });
    });
    await expect.poll(() => host.streams()).toBe(0);
    await page.evaluate(() => document.body.append((window as unknown as { kept: Node }).kept));
    await expect(live(boards(page).first())).toBeVisible();
  });
});

test('attributes take effect while it runs', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, script() + board('overview'));
  const element = boards(page).first();
  await expect(live(element)).toBeVisible();
  const set = (name: string, value: string) =>
    element.evaluate((it, [attribute = '', to = '']) => it.setAttribute(attribute, to), [name, value]);
  const ground = () =>
    element.getByRole('region', { name: 'Watchkeeper' }).evaluate((it) => getComputedStyle(it).backgroundColor);

  expect(await ground()).toBe('rgb(15, 19, 24)');
  await set('theme', 'light');
  await expect.poll(ground).toBe('rgb(246, 247, 249)');
  await set('view', 'table');
  const row = rowOf(page, 'Revenue drop');
  await expect(row).toHaveCSS('height', '36px');
  await set('density', 'compact');
  await expect(row).toHaveCSS('height', '28px');

  const other = await startBoardHost({
    world: 'quiet',
    allowedOrigins: [portal.origin],
    token: 'another-token-PLANTED',
  });
  await element.evaluate(
    (it, { url, token }) => {
      it.setAttribute('host', url);
      it.setAttribute('token', token);
    },
    { url: other.url, token: other.token },
  );
  await expect(element.getByRole('link', { name: 'All quiet' })).toBeVisible();
  await expect.poll(() => [host.streams(), other.streams()]).toEqual([0, 1]);
  await other.close();
});

test.describe('what it cannot show, it says', () => {
  for (const state of ['late', 'blind'] as const) {
    test(`${state}: not green, with its reason`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: 'dark' });
      const other = await startBoardHost({ world: state, allowedOrigins: [portal.origin] });
      await open(page, script(other) + views.map((view) => board(view).replace(host.url, other.url)).join(''));
      for (const at of [0, 1, 2]) {
        const element = boards(page).nth(at);
        const word = element.getByText(state === 'late' ? 'Late' : 'Blind', { exact: true });
        await expect(word).toBeVisible();
        expect(await colourOf(word)).not.toBe(green);
        await expect(element.getByLabel('Watch', { exact: true })).toBeVisible();
        await expect(element.getByText('Live', { exact: true })).toHaveCount(0);
        await expect(element.getByText('All quiet')).toHaveCount(0);
      }
      await other.close();
    });
  }

  test('a wrong token, until it is given the right one', async ({ page }) => {
    await open(page, script() + board('table').replace(host.token, 'wrong'));
    await expect(page.getByRole('heading', { name: 'The token is not accepted' })).toBeVisible();
    await nothingIsShown(page);
    await boards(page)
      .first()
      .evaluate((element, token) => element.setAttribute('token', token), host.token);
    await expect(rowOf(page, 'Revenue drop')).toBeVisible();
  });

  test('no token, or a host that is no address', async ({ page }) => {
    await open(page, `${script()}<watchkeeper-board host="${host.url}"></watchkeeper-board>`);
    await expect(page.getByText(/Its attribute “token” is missing/)).toBeVisible();
    await boards(page)
      .first()
      .evaluate((element) => element.setAttribute('host', 'javascript:alert(1)'));
    await expect(page.getByText(/Its attribute “host” must be the address/)).toBeVisible();
    await nothingIsShown(page);
  });

  test('a host that goes away, and that comes back', async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(page, script() + board('overview'));
    await expect(live(boards(page).first())).toBeVisible();
    await host.close();
    await expect(page.getByText('This page is cut off from Watchkeeper')).toBeVisible();
    const word = page.getByText('No connection', { exact: true });
    expect(await colourOf(word)).not.toBe(green);
    await expect(page.getByText(/What you see is from/)).toBeVisible();
    await expect(page.getByText('All quiet')).toHaveCount(0);
    host = await startBoardHost({ world: 'quiet', allowedOrigins: [portal.origin], port: host.port });
    await expect(live(boards(page).first())).toBeVisible({ timeout: 20_000 });
  });

  test('a host that is not there', async ({ page }) => {
    const gone = await startBoardHost({ world: 'quiet', allowedOrigins: [] });
    await gone.close();
    await open(page, script() + board('overview').replace(host.url, gone.url));
    await expect(page.getByRole('heading', { name: 'No connection to Watchkeeper' })).toBeVisible();
    await expect(page.getByText(`Watchkeeper at ${gone.url} does not answer.`)).toBeVisible();
  });

  test('a host that does not allow this page: nothing of its data, and which setting would', async ({ page }) => {
    const closed = await startBoardHost({ world: 'busy', allowedOrigins: ['https://portal.example.com'] });
    await open(page, script() + views.map((view) => board(view).replace(host.url, closed.url)).join(''));
    for (const at of [0, 1, 2]) {
      const element = boards(page).nth(at);
      await expect(element.getByRole('heading', { name: 'This page may not show the board' })).toBeVisible();
      await expect(element.getByText('Not allowed', { exact: true })).toBeVisible();
      await expect(element.getByRole('alert').first()).toContainText(
        `not to pages of ${portal.origin}. Add this origin to WATCHKEEPER_ALLOWED_ORIGINS`,
      );
    }
    await nothingIsShown(page);
    await closed.close();
  });

  test('its own script, where the page is refused that too', async ({ page }) => {
    const closed = await startBoardHost({ world: 'busy', allowedOrigins: [] });
    await open(page, `${script(closed)}<watchkeeper-board>Alerts are not shown here.</watchkeeper-board>`);
    await expect(page.getByText('Alerts are not shown here.')).toBeVisible();
    expect(await page.evaluate(() => customElements.get('watchkeeper-board') === undefined)).toBe(true);
    await closed.close();
  });

  async function nothingIsShown(page: Page): Promise<void> {
    await expect(page.getByRole('grid')).toHaveCount(0);
    await expect(page.getByText(/Revenue drop|Live|All quiet/)).toHaveCount(0);
  }
});

test.describe('isolation', () => {
  const hostile = `
    html { font-size: 6px; }
    * { all: revert !important; color: lime !important; background: magenta !important; letter-spacing: 9px !important; }
    button, a, input { background: red !important; text-transform: uppercase !important; font-size: 40px !important; }
    div, section, header, nav { display: inline !important; padding: 30px !important; }
    :root { --surface-0: red; --surface-1: red; --text: red; --size-13: 60px; --space-3: 90px; --font-text: fantasy; }
    body { line-height: 4; text-align: right; direction: rtl; word-spacing: 20px; visibility: visible; cursor: help; }
    watchkeeper-board { color: lime !important; font: italic 50px fantasy !important; }`;

  test('a hostile page changes nothing inside', async ({ page }) => {
    const looks: unknown[] = [];
    for (const styles of ['', hostile]) {
      await open(page, script() + board('table'), styles);
      await expect(live(boards(page).first())).toBeVisible();
      await expect(rowOf(page, 'Revenue drop')).toBeVisible();
      looks.push(await lookOf(boards(page).first()));
    }
    expect(looks[1]).toEqual(looks[0]);
    await expect(rowOf(page, 'Revenue drop')).toBeVisible();
  });

  test('it fits where a page lays things out by their content', async ({ page }) => {
    await open(page, `${script()}<div style="display: flex"><p>Aside</p>${board('overview')}</div>`);
    await expect(live(boards(page).first())).toBeVisible();
    const { width } = (await boards(page).first().boundingBox()) ?? { width: 0 };
    expect(width).toBeGreaterThan(500);
    await page.setViewportSize({ width: 400, height: 800 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  });

  test('it changes nothing outside, with menus and dialogs open too', async ({ page }) => {
    await open(
      page,
      `${script()}<main><button>Outside</button><p id="high" style="height: 2000px">text</p></main>${board('table')}`,
      'button { color: rgb(1, 2, 3) }',
    );
    await expect(rowOf(page, 'Revenue drop')).toBeVisible();
    const outside = () =>
      page.evaluate(() => ({
        html: document.documentElement.outerHTML,
        title: document.title,
        sheets: document.styleSheets.length,
        adopted: document.adoptedStyleSheets.length,
        entries: history.length,
        scrolls: getComputedStyle(document.documentElement).overflowY,
        colour: getComputedStyle(document.querySelector('button') as Element).color,
        storage: localStorage.length + sessionStorage.length,
        globals: Object.keys(window).length,
      }));
    const before = await outside();
    await page.getByRole('button', { name: 'Status: Status' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect(await outside()).toEqual(before);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await rowOf(page, 'Revenue drop').click();
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Snooze' });
    await expect(dialog).toBeVisible();
    expect(await dialog.evaluate((it) => it.getRootNode() instanceof ShadowRoot)).toBe(true);
    expect(await outside()).toEqual(before);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('complementary')).toHaveCount(0);
    // A menu closes when the page outside is clicked.
    await page.getByRole('button', { name: 'Severity: Severity' }).click();
    await page.getByRole('button', { name: 'Outside' }).click();
    await expect(page.getByRole('menu')).toHaveCount(0);
    expect(await outside()).toEqual(before);
  });

  test('keys work while the focus is inside, and what is typed there is not heard outside', async ({ page }) => {
    await open(page, `${script()}<input aria-label="Of the page">${board('table')}`);
    await page.evaluate(() => {
      Object.assign(window, { heard: [] });
      document.addEventListener('keydown', (event) => (window as unknown as { heard: string[] }).heard.push(event.key));
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard.splice(0));
    await expect(rowOf(page, 'Revenue drop')).toBeVisible();
    const active = () => host.world.alerts.filter(({ status }) => status === 'active').length;
    const before = active();

    await page.getByRole('textbox', { name: 'Of the page' }).focus();
    await page.keyboard.type('ja?/');
    expect(await heard()).toEqual(['j', 'a', '?', '/']);
    await page.getByRole('heading', { name: 'Portal' }).click();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await heard();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    expect(active()).toBe(before);

    await page.getByRole('grid').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await expect.poll(active).toBe(before - 1);
    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: 'Search alerts' })).toBeFocused();
    await page.keyboard.type('jas');
    expect(await heard()).toEqual([]);
    await page.keyboard.press('Tab');
    expect(await heard()).toEqual(['Tab']);
  });

  test('a page with a strict policy needs to allow script and connection alone', async ({ page }) => {
    const violations: string[] = [];
    page.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) violations.push(message.text());
    });
    portal.serve(
      `<!doctype html><html lang="en"><title>Portal</title><link rel="icon" href="data:,">${script()}${board('overview')}${board('table')}`,
      `default-src 'none'; img-src data:; script-src ${host.url}; connect-src ${host.url}`,
    );
    await page.goto(portal.origin);
    await expect(boards(page).first().locator('canvas').first()).toBeVisible();
    const chart = boards(page).first().getByRole('slider');
    await chart.hover({ force: true });
    await rowOf(page, 'Revenue drop').click();
    await page.getByRole('button', { name: 'Last two hours' }).click();
    await expect(page.getByText('window under test')).toBeVisible();
    await page.getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('grid').focus();
    await page.keyboard.press('s');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(violations).toEqual([]);
  });
});

test('a span brushed in its timeline is zoomed, and leads to its alerts', async ({ page }) => {
  await open(page, script() + board('timeline'));
  const canvas = page.locator('canvas').first();
  await expect(canvas).toBeVisible();
  // The brush is armed a moment after the picture is there, which finds its place by then.
  await expect(async () => {
    const box = await canvas.boundingBox();
    if (!box) throw new Error('The timeline has no place.');
    await page.mouse.move(box.x + box.width * 0.6, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.8, box.y + 60, { steps: 5 });
    await page.mouse.up();
    await expect(page.getByRole('button', { name: 'Back to 24 h' })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.getByRole('link', { name: 'Show the alerts of this time' }).click();
  await expect(page.getByRole('grid', { name: 'Alerts' })).toBeVisible();
  await page.getByRole('link', { name: 'Timeline' }).click();
  await expect(page.getByText('drag to zoom')).toBeVisible();
});

test.describe('accessibility', () => {
  for (const colorScheme of ['dark', 'light'] as const) {
    test(`every view, the open alert and what cannot be shown, ${colorScheme}`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await open(page, `${script()}<main>${views.map((view) => board(view)).join('')}</main>`);
      await expect(live(boards(page).nth(2))).toBeVisible();
      await expect(rowOf(page, 'Revenue drop')).toBeVisible();
      await expectAccessible(page, 'three views');
      await rowOf(page, 'Revenue drop').click();
      await expect(page.getByText('Who was told')).toBeVisible();
      await expectAccessible(page, 'an open alert');
      await page.setViewportSize({ width: 360, height: 780 });
      await expectAccessible(page, 'an open alert, narrow');
      await open(page, `${script()}<main>${board('table').replace(host.token, 'wrong')}</main>`);
      await expect(page.getByRole('heading', { name: 'The token is not accepted' })).toBeVisible();
      await expectAccessible(page, 'a wrong token');
    });
  }
});

test('the sample page works once host and token are put in', async ({ page }) => {
  const sample = readFileSync(join(root, 'docs/embed.html'), 'utf8')
    .replace('http://127.0.0.1:4780', host.url)
    .replace('the token that Watchkeeper printed', host.token);
  portal.serve(sample);
  await page.goto(portal.origin);
  for (const at of [0, 1, 2]) await expect(live(boards(page).nth(at))).toBeVisible();
  expect(host.streams()).toBe(1);
  portal.serve(sample.replace(host.url, 'http://127.0.0.1:9'));
  await page.reload();
  await expect(page.getByText(/The board could not be loaded from http:\/\/127\.0\.0\.1:9/).first()).toBeVisible();
});

test('the script is one file of bounded size', () => {
  const bytes = readFileSync(join(root, 'dist/embed/watchkeeper-board.js'));
  const [raw, gzip] = [bytes.length, gzipSync(bytes).length];
  console.log(`embed/watchkeeper-board.js: ${Math.round(raw / 1000)} kB, ${Math.round(gzip / 1000)} kB gzipped`);
  expect(raw).toBeLessThan(1_500_000);
  expect(gzip).toBeLessThan(480_000);
  const text = bytes.toString();
  expect(text).not.toMatch(/\bimport\s*[("'{*]|\bfrom\s*["']/);
});

/** Places and computed styles of what is drawn, animated or not. */
function lookOf(element: Locator): Promise<unknown> {
  return element.evaluate((it) => {
    const origin = it.shadowRoot?.firstElementChild?.getBoundingClientRect() ?? it.getBoundingClientRect();
    const properties = [
      'color',
      'backgroundColor',
      'fontSize',
      'fontFamily',
      'fontStyle',
      'lineHeight',
      'letterSpacing',
      'wordSpacing',
      'textTransform',
      'textAlign',
      'direction',
      'display',
      'padding',
      'cursor',
    ] as const;
    return [...(it.shadowRoot?.querySelectorAll('header *, [role="row"]:nth-child(-n+3) *, [role="toolbar"] *') ?? [])]
      .filter((each) => !(each instanceof SVGElement) && each.tagName !== 'TIME')
      .map((each) => {
        const box = each.getBoundingClientRect();
        const style = getComputedStyle(each);
        return [
          each.tagName,
          Math.round(box.y - origin.y),
          Math.round(box.height),
          ...properties.map((property) => style[property]),
        ];
      });
  });
}
