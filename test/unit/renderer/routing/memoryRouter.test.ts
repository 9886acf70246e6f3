import { describe, expect, it } from 'vitest';
import { createMemoryRouter } from '../../../../renderer/routing/memoryRouter.ts';

function aRouter() {
  const opened: string[] = [];
  const router = createMemoryRouter({
    home: 'https://watch.example.com',
    start: '/alerts?q=x',
    inside: (to) => (to.startsWith('/health') ? null : to),
    openBeside: (href) => opened.push(href),
  });
  return { router, opened };
}

describe('the router of an interface inside another page', () => {
  it('starts where it is told, with the same object until that changes', () => {
    const { router } = aRouter();
    expect(router.current()).toEqual({ pathname: '/alerts', search: '?q=x', behind: null });
    expect(router.current()).toBe(router.current());
  });

  it('goes where it is sent and tells of it', () => {
    const { router } = aRouter();
    let told = 0;
    const stop = router.subscribe(() => told++);
    router.navigate('/alerts/a1?q=y', { behind: 'board' });
    expect(router.current()).toEqual({ pathname: '/alerts/a1', search: '?q=y', behind: 'board' });
    stop();
    router.navigate('/alerts');
    expect(told).toBe(1);
  });

  it('opens what it does not show beside the page, and stays', () => {
    const { router, opened } = aRouter();
    router.navigate('/health#sources');
    expect(opened).toEqual(['https://watch.example.com/health#sources']);
    expect(router.current().pathname).toBe('/alerts');
  });

  it('gives links that lead to Watchkeeper, whatever page they stand on', () => {
    const { router } = aRouter();
    expect(router.link('/alerts/a1')).toEqual({ href: 'https://watch.example.com/alerts/a1', leads: 'inside' });
    expect(router.link('/health')).toEqual({ href: 'https://watch.example.com/health', leads: 'outside' });
  });
});
