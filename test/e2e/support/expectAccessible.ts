import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No serious finding of axe, and nothing wider than the window. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(settledColours);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`);
  expect(serious, where).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, where).toBeLessThanOrEqual(0);
}

/**
 * Ends every movement that has an end: colours on their way from one scheme to the other have a contrast that nobody
 * is meant to see. They are ended, not awaited: a browser leaves what lies in a closed part of the page unfinished.
 */
async function settledColours(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  for (const movement of document.getAnimations())
    if (Number.isFinite(movement.effect?.getComputedTiming().endTime)) movement.finish();
}
