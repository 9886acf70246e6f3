import { describe, expect, it } from 'vitest';
import { createRouter } from '../../../../renderer/routing/router.ts';

/** A browser with an address and a history, and nothing else. */
function aBrowser(url: string) {
  const entries: { url: URL; state: unknown }[] = [{ url: new URL(url), state: null }];
  let at = 0;
  const listeners: (() => void)[] = [];
  const entry = (state: unknown, to: string) => ({ state, url: new URL(to, entries[at]?.url) });
  return {
    get location() {
      return entries[at]?.url as unknown as Location;
    },
    history: {
      get state() {
        return entries[at]?.state;
      },
      pushState: (state: unknown, _title: string, to: string) => {
        entries.splice(at + 1, entries.length, entry(state, to));
        at++;
      },
      replaceState: (state: unknown, _title: string, to: string) => {
        entries[at] = entry(state, to);
      },
    } as unknown as History,
    addEventListener: (_name: string, listener: unknown) => void listeners.push(listener as () => void),
    back() {
      at--;
      for (const listener of listeners) listener();
    },
    length: () => entries.length,
  };
}

describe('the router', () => {
  it('tells where it is now, with the same object until that changes', () => {
    const router = createRouter(aBrowser('http://host/alerts?q=x') as never);
    expect(router.current()).toEqual({ pathname: '/alerts', search: '?q=x', behind: null });
    expect(router.current()).toBe(router.current());
  });

  it('adds an entry for a step and changes the present one while typing', () => {
    const browser = aBrowser('http://host/');
    const router = createRouter(browser as never);
    router.navigate('/alerts');
    router.navigate('/alerts?q=a', { replace: true });
    router.navigate('/alerts?q=ab', { replace: true });
    expect(browser.length()).toBe(2);
    expect(router.current().search).toBe('?q=ab');
  });

  it('comes back to what lay behind an opened alert', () => {
    const browser = aBrowser('http://host/');
    const router = createRouter(browser as never);
    let told = 0;
    const stop = router.subscribe(() => told++);
    router.navigate('/alerts/a1', { behind: 'board' });
    expect(router.current().behind).toBe('board');
    browser.back();
    expect(router.current()).toEqual({ pathname: '/', search: '', behind: null });
    expect(told).toBe(2);
    stop();
    router.navigate('/health');
    expect(told).toBe(2);
  });
});
