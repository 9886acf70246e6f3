import type { Browser, BrowserContext, Frame, Page, Request, Route } from '@playwright/test';
import type { AppCalls, PlatformCalls } from '../../../support/electron/process/calls.ts';
import type { Wire } from '../../../support/electron/process/wire.ts';
import { appAddress, appOrigins, isAppAddress, pageAddress, pageOrigins } from './addresses.ts';
import { type InPageOptions, inPage, type PageHears, type PageTells } from './inPage.ts';

const binding = '__electronStandInWire';
const hook = '__electronStandIn';
/** Chromium's numbers of what can go wrong with a load. */
const netErrors: Record<string, number> = {
  ERR_FAILED: -2,
  ERR_ABORTED: -3,
  ERR_BLOCKED_BY_CLIENT: -20,
  ERR_CONNECTION_REFUSED: -102,
  ERR_NAME_NOT_RESOLVED: -105,
  ERR_INTERNET_DISCONNECTED: -106,
};
/** Electron's names of permissions, where Chromium's differ. */
const permissionNames: Record<string, string> = { 'clipboard-sanitized-write': 'clipboard-write' };

interface Shown {
  page: Page;
  /** Once `page` is there. */
  opened: Promise<void>;
  visible: boolean;
  waiting: PageHears[];
  sending: boolean;
  /** An address that the application itself is loading; what the page goes to by itself is asked about. */
  loading: string | null;
}

type Load = Parameters<PlatformCalls['load']>[0];

/** The pages of one application, in a browser context of their own. */
export class ChromiumPages {
  readonly #context: BrowserContext;
  readonly #wire: Wire<AppCalls, PlatformCalls>;
  readonly #platform: string;
  readonly #log: (line: string) => void;
  readonly #shown = new Map<number, Shown>();
  /** Requests beyond the application and this machine; they never leave. */
  readonly foreignRequests: string[] = [];

  private constructor(
    context: BrowserContext,
    wire: Wire<AppCalls, PlatformCalls>,
    platform: string,
    log: (line: string) => void,
  ) {
    this.#context = context;
    this.#wire = wire;
    this.#platform = platform;
    this.#log = log;
  }

  static async open(
    browser: Browser,
    wire: Wire<AppCalls, PlatformCalls>,
    platform: string,
    log: (line: string) => void,
  ): Promise<ChromiumPages> {
    // `app:` is not given to service workers; neither is what stands for it.
    const context = await browser.newContext({ serviceWorkers: 'block', viewport: null });
    const pages = new ChromiumPages(context, wire, platform, log);
    await context.exposeBinding(binding, ({ page, frame }, message: PageTells) => pages.#hear(page, frame, message));
    await context.route('**/*', (route, request) => pages.#serve(route, request));
    context.on('page', (page) => pages.#refuseUnknown(page));
    return pages;
  }

  page(id: number): Page | null {
    return this.#shown.get(id)?.page ?? null;
  }

  visible(id: number): boolean {
    return this.#shown.get(id)?.visible ?? false;
  }

  async load(load: Load): Promise<void> {
    const shown = this.#shown.get(load.page) ?? this.#open(load);
    await shown.opened;
    const address = pageAddress(load.url);
    shown.loading = address;
    try {
      await shown.page.goto(address, { waitUntil: 'commit' });
    } catch (error) {
      const description = loadError(String(error));
      const failure = { page: load.page, url: load.url, code: netErrors[description] ?? -2, description };
      this.#wire.tell('failed', failure);
    }
  }

  send(id: number, message: PageHears): void {
    const shown = this.#shown.get(id);
    if (!shown) return;
    shown.waiting.push(message);
    if (!shown.sending) void this.#deliver(shown);
  }

  async execute(id: number, code: string): Promise<unknown> {
    return this.#shown.get(id)?.page.evaluate(code);
  }

  /** The process of the page ends as by a fault of its own. */
  async crash(id: number): Promise<void> {
    const page = this.#shown.get(id)?.page;
    if (!page) return;
    const session = await this.#context.newCDPSession(page);
    const crashed = page.waitForEvent('crash');
    // A crashed page answers nothing any more, not even this.
    session.send('Page.crash').catch(() => {});
    await crashed;
  }

  show(id: number, visible: boolean): void {
    const shown = this.#shown.get(id);
    if (!shown) return;
    shown.visible = visible;
    if (visible) shown.page.bringToFront().catch(() => {});
  }

  async closePage(id: number): Promise<void> {
    const shown = this.#shown.get(id);
    this.#shown.delete(id);
    await shown?.opened;
    await shown?.page.close();
  }

  async close(): Promise<void> {
    this.#shown.clear();
    await this.#context.close();
  }

  #open(load: Load): Shown {
    const shown: Shown = {
      page: null as never,
      opened: Promise.resolve(),
      visible: false,
      waiting: [],
      sending: false,
      loading: null,
    };
    this.#shown.set(load.page, shown);
    shown.opened = this.#makePage(shown, load);
    return shown;
  }

  async #makePage(shown: Shown, load: Load): Promise<void> {
    const page = await this.#context.newPage();
    shown.page = page;
    await page.setViewportSize(load.size);
    const origin = new URL(pageAddress(load.url)).origin;
    const granted = load.granted.map((name) => permissionNames[name] ?? name);
    await this.#context.clearPermissions();
    if (isAppAddress(new URL(pageAddress(load.url)).href) && granted.length > 0)
      await this.#context.grantPermissions(granted, { origin });
    page.on('load', () => {
      if (!page.url().startsWith('about:')) void this.#loaded(load.page, page);
    });
    page.on('crash', () => {
      // A page that crashed cannot be used any more; the next load opens another.
      this.#shown.delete(load.page);
      this.#wire.tell('crashed', { page: load.page });
      page.close().catch(() => {});
    });
    page.on('console', (message) => this.#log(`[page] ${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.#log(`[page] ${error.stack ?? error.message}`));
    await this.#watchNewWindows(load.page, page);
    const options: InPageOptions = { binding, hook, platform: this.#platform, argv: load.additionalArguments };
    const preload = load.preload
      ? `(require, module, exports, process, Buffer, global) => {${load.preload}\n}`
      : 'null';
    await page.addInitScript({ content: `(${inPage.toString()})(${JSON.stringify(options)}, ${preload});` });
  }

  async #loaded(id: number, page: Page): Promise<void> {
    const title = await page.title().catch(() => '');
    this.#wire.tell('loaded', { page: id, title });
  }

  /** Links to a new window, which no script has to open; the window itself is closed as it comes. */
  async #watchNewWindows(id: number, page: Page): Promise<void> {
    const session = await this.#context.newCDPSession(page);
    await session.send('Page.enable');
    session.on('Page.windowOpen', ({ url, windowName }) => void this.#askToOpen(id, url, windowName));
  }

  async #askToOpen(page: number, url: string, frameName: string): Promise<void> {
    const may = await this.#wire.ask('mayOpen', { page, url: appAddress(url), frameName }).catch(() => false);
    if (may) this.#log(`[stand-in] a window that may open is not shown: ${url}`);
  }

  #refuseUnknown(page: Page): void {
    void page.opener().then((opener) => {
      if (opener) return page.close();
    });
  }

  async #deliver(shown: Shown): Promise<void> {
    shown.sending = true;
    try {
      while (shown.waiting.length > 0 && shown.page !== null) {
        const messages = shown.waiting.splice(0);
        await shown.page.evaluate(
          ([name, all]) => (globalThis as unknown as Record<string, (all: unknown) => void>)[name]?.(all),
          [hook, messages] as const,
        );
      }
    } catch {
      // The document is gone, and with it whoever the messages were for.
    } finally {
      shown.sending = false;
    }
  }

  #idOf(page: Page): number | null {
    for (const [id, shown] of this.#shown) if (shown.page === page) return id;
    return null;
  }

  async #hear(from: Page, frame: Frame, message: PageTells): Promise<unknown> {
    const page = this.#idOf(from);
    if (page === null) return;
    switch (message.say) {
      case 'hello':
        if (message.main) this.#wire.tell('committed', { page, url: appAddress(message.url) });
        return;
      case 'open':
        return this.#askToOpen(page, message.url, message.name);
      case 'preloadFailed':
        return this.#wire.tell('preloadFailed', { page, message: message.message, stack: message.stack });
      case 'send':
        return this.#wire.tell('send', { page, ...spoken(frame, message), args: message.args });
      case 'invoke':
        try {
          const value = await this.#wire.ask('invoke', { page, ...spoken(frame, message), args: message.args });
          return { ok: true, value };
        } catch (error) {
          return { ok: false, message: (error as Error).message };
        }
      case 'postMessage': {
        const { ports } = message;
        return this.#wire.tell('postMessage', { page, ...spoken(frame, message), message: message.message, ports });
      }
      case 'portMessage':
        return this.#wire.tell('portMessage', { page, port: message.port, data: message.data, ports: message.ports });
      case 'portClosed':
        return this.#wire.tell('portClosed', { page, port: message.port });
    }
  }

  async #serve(route: Route, request: Request): Promise<void> {
    const url = request.url();
    try {
      const frame = frameOf(request);
      const id = frame && this.#idOf(frame.page());
      if (id === null || id === undefined) return await route.abort('blockedbyclient');
      if (request.isNavigationRequest() && frame && !(await this.#mayGo(id, frame, url)))
        return await route.abort('aborted');
      if (isAppAddress(url)) return await this.#answer(id, route, request);
      if (/^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/)/.test(url)) return await route.continue();
      this.foreignRequests.push(url);
      return await route.abort('internetdisconnected');
    } catch (error) {
      // The page or the application ended in the middle of a request.
      this.#log(`[stand-in] ${url}: ${(error as Error).message}`);
      await route.abort('failed').catch(() => {});
    }
  }

  async #mayGo(id: number, frame: Frame, url: string): Promise<boolean> {
    const main = frame.parentFrame() === null;
    const shown = this.#shown.get(id);
    if (main && shown?.loading === url) {
      shown.loading = null;
      return true;
    }
    return this.#wire.ask('mayNavigate', { page: id, url: appAddress(url), main });
  }

  async #answer(id: number, route: Route, request: Request): Promise<void> {
    const url = appAddress(request.url());
    const sent = Object.entries(await request.allHeaders()).filter(([name]) => !name.startsWith(':'));
    const body = request.postDataBuffer();
    const response = await this.#wire.ask('request', {
      page: id,
      url,
      method: request.method(),
      headers: sent.map(([name, value]) => [name, appOrigins(value)]),
      body: body && new Uint8Array(body),
    });
    const location = response.headers.find(([name]) => name === 'location')?.[1];
    if (location !== undefined && request.isNavigationRequest()) {
      const target = new URL(location, url).href;
      if (!(await this.#wire.ask('mayRedirect', { page: id, url: target }))) return route.abort('aborted');
    }
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers.map(([name, value]) => [name, pageOrigins(value)])),
      body: Buffer.from(response.body),
    });
  }
}

function spoken(frame: Frame, message: { url: string; channel: string }) {
  // The browser says which frame speaks; what a page says of itself proves nothing.
  const main = frame.parentFrame() === null;
  return { frame: { url: appAddress(frame.url() || message.url), main }, channel: message.channel };
}

/** Chromium's word for what kept a page from loading; another load that came in between has its own. */
function loadError(error: string): string {
  if (error.includes('interrupted by another navigation')) return 'ERR_ABORTED';
  return /net::(ERR_\w+)/.exec(error)?.[1] ?? 'ERR_FAILED';
}

/** A request of a frame that is not known yet has none to ask. */
function frameOf(request: Request): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}
