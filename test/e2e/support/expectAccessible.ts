import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No serious finding of axe, and nothing wider than the window. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await settle(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  expect(serious, where).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, where).toBeLessThanOrEqual(0);
}

/**
 * Ends every movement that has an end: colours on their way from one scheme to the other, or of a menu that is just
 * opening, have a contrast that nobody is meant to see. They are ended, not awaited: a browser leaves what lies in a
 * closed part of the page unfinished.
 */
export function settle(page: Page): Promise<void> {
  return page.evaluate(async () => {
    // A popup begins to move a frame or two after it is there.
    for (let still = 0; still < 2; still++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      if (document.querySelector('[data-starting-style]')) still = -1;
      for (const movement of document.getAnimations()) {
        if (movement.playState !== 'running' || !Number.isFinite(movement.effect?.getComputedTiming().endTime))
          continue;
        movement.finish();
        still = -1;
      }
    }
  });
}
