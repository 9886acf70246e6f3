import type { Page } from '@playwright/test';

const kinds = ['none', 'protanopia', 'deuteranopia', 'tritanopia'] as const;

/** One picture of the page as people with each kind of colour vision see it; severity must be told apart in all of them. */
export async function visionSheet(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const pictures: { kind: string; data: string }[] = [];
  for (const kind of kinds) {
    await session.send('Emulation.setEmulatedVisionDeficiency', { type: kind });
    pictures.push({ kind, data: (await page.screenshot()).toString('base64') });
  }
  const sheet = await page.context().newPage();
  await sheet.setViewportSize({ width: 1480, height: 980 });
  const figures = pictures.map(
    ({ kind, data }) =>
      `<figure><img width="720" src="data:image/png;base64,${data}"><figcaption>${kind === 'none' ? 'full colour vision' : kind}</figcaption></figure>`,
  );
  await sheet.setContent(
    `<style>body{background:#fff;color:#000;margin:8px;display:grid;grid-template-columns:1fr 1fr;gap:8px;font:14px sans-serif}figure{margin:0}</style>${figures.join('')}`,
  );
  await sheet.screenshot({ path });
  await sheet.close();
}
