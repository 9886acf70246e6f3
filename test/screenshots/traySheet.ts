import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from '@playwright/test';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { counts, manners, severityIcon, stateIcon, states, type Theme } from '../../build/icons/composeIcon.ts';
import { type PlannedIcon, planIcons, planPageIcons } from '../../build/icons/iconPlan.ts';
import { severities } from '../../shared/severity.ts';

const panels: Record<Theme, { ground: string; text: string }> = {
  dark: { ground: '#1c1c1c', text: '#c8ced6' },
  light: { ground: '#f3f3f3', text: '#39424d' },
};
const visions = ['protanopia', 'deuteranopia', 'tritanopia', 'achromatopsia'] as const;
const mannerWords = { now: '', late: ', late', paused: ', notifications paused' };
const themes = ['dark', 'light'] as const;

/** Every icon of the tray on one picture: states, numbers, sizes, grounds, systems, and kinds of colour vision. */
export async function traySheet(browser: Browser, path: string): Promise<void> {
  await initWasm(await readFile(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const page = await browser.newPage({ viewport: { width: 1480, height: 400 } });
  const seen = await asSeen(page);
  await page.setContent(
    document(
      `<div class="two">${themes.map((theme) => panel(theme, everyState(theme))).join('')}</div>` +
        `<div class="two">${themes.map((theme) => panel(theme, macBar(theme))).join('')}</div>` +
        panel(
          'dark',
          `<h2>Windows: over the taskbar's button</h2>${overlays()}<h2>The application</h2>${application()}`,
        ) +
        seen,
    ),
  );
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

/** The smallest size as people see it who tell fewer colours apart. */
async function asSeen(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  await page.setContent(
    document(`<div class="two">${themes.map((theme) => panel(theme, smallest(theme))).join('')}</div>`),
  );
  const pictures: string[] = [];
  for (const type of visions) {
    await session.send('Emulation.setEmulatedVisionDeficiency', { type });
    const data = (await page.locator('.two').screenshot()).toString('base64');
    pictures.push(
      `<figure><figcaption>16 px, enlarged, with ${type}</figcaption><img src="data:image/png;base64,${data}"></figure>`,
    );
  }
  await session.send('Emulation.setEmulatedVisionDeficiency', { type: 'none' });
  return pictures.join('');
}

function smallest(theme: Theme): string {
  const alone = states.map((state) => image(stateIcon(state, theme), 16, 3));
  const severe = severities.flatMap((severity) =>
    manners.map((manner) => image(severityIcon(severity, manner, '3', theme), 16, 3)),
  );
  return `<div>${alone.join('')}</div><div>${severe.join('')}</div>`;
}

function everyState(theme: Theme): string {
  const sizes = [16, 20, 22, 24, 32, 44];
  const rows = [
    ...states.map((state) => ({
      words: state,
      pictures: [...sizes.map((size) => image(stateIcon(state, theme), size)), image(stateIcon(state, theme), 16, 3)],
    })),
    ...severities.flatMap((severity) =>
      manners.map((manner) => ({
        words: severity + mannerWords[manner],
        pictures: [
          ...sizes.map((size) => image(severityIcon(severity, manner, '3', theme), size)),
          image(severityIcon(severity, manner, '3', theme), 16, 3),
          ...counts.map((count) => image(severityIcon(severity, manner, count, theme), 22)),
        ],
      })),
    ),
  ];
  return `<h2>Linux and Windows, ${theme}: ${sizes.join(', ')} px; 16 px enlarged; numbers at 22 px</h2>${rows.map(row).join('')}`;
}

function macBar(theme: Theme): string {
  const template = states.map((state) => `<span class="bar ${theme}">${image(stateIcon(state, null), 16)}</span>`);
  const coloured = severities.flatMap((severity) =>
    manners.map(
      (manner, index) =>
        `<span class="bar">${image(severityIcon(severity, manner, null, theme), 16)} ${index === 0 ? 12 : 3}</span>`,
    ),
  );
  return `<h2>macOS, ${theme}: templates, and severities with the number as text</h2><div>${template.join('')}</div><div>${coloured.join('')}</div>`;
}

function overlays(): string {
  const icons = planIcons();
  const app = picture(icons.find(({ path }) => path === 'app/32x32.png'));
  return icons
    .filter(({ path }) => path.startsWith('overlay/') && !path.includes('@2x'))
    .map((icon) => `<span class="button">${app}${picture(icon)}</span>`)
    .join('');
}

function application(): string {
  const sizes = [16, 24, 32, 48, 64, 128, 256];
  const own = planIcons().filter(({ path }) => sizes.some((size) => path === `app/${size}x${size}.png`));
  const page = planPageIcons().map(
    ({ path, svg }) => `<figure>${image(svg, 128)}<figcaption>${path}</figcaption></figure>`,
  );
  return `<div class="line">${own.map(picture).join('')}${page.join('')}</div>`;
}

const row = ({ words, pictures }: { words: string; pictures: string[] }) =>
  `<div class="row"><span class="words">${words}</span>${pictures.join('')}</div>`;

const panel = (theme: Theme, content: string) =>
  `<section style="background:${panels[theme].ground};color:${panels[theme].text}">${content}</section>`;

const picture = (icon: PlannedIcon | undefined) => (icon ? image(icon.svg, icon.sizes[0] ?? 16) : '');

/** `zoom` repeats pixels instead of drawing anew, to show what a person gets. */
function image(svg: string, size: number, zoom = 1): string {
  const png = new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
  return `<img width="${size * zoom}" height="${size * zoom}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`;
}

const document = (body: string) => `<!doctype html><style>
  body { margin: 0; width: 1480px; font: 12px system-ui, sans-serif; background: #fff }
  .two { display: grid; grid-template-columns: 1fr 1fr }
  section { padding: 12px 16px }
  h2 { font-size: 12px; font-weight: 600; margin: 4px 0 8px }
  img { image-rendering: pixelated; vertical-align: middle; margin: 2px 4px }
  .row { display: flex; align-items: center; min-height: 52px; gap: 1px }
  .words { width: 108px }
  .bar { display: inline-flex; align-items: center; height: 24px; margin-right: 10px; font-size: 13px }
  .bar.dark img { filter: invert(1) }
  .button { position: relative; display: inline-block; width: 44px; height: 44px; margin: 2px }
  .button img + img { position: absolute; right: 0; bottom: 4px }
  .line { display: flex; align-items: end; flex-wrap: wrap }
  figure { margin: 0; color: inherit }
  body > figure img { margin: 0 }
  figcaption { padding: 6px 16px }
</style>${body}`;
