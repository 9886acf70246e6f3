import { severityMarks, severityOutlines } from '../../components/severityOutlines.ts';
import type { TabIcon } from './documentTitle.ts';

// The colours of a picture, not of the page: a tab is light or dark as the browser is, and knows no tokens.
const ink = '#0f1318';
const grey = '#8b96a5';
const yellow = '#d9ae2c';
const fills = { critical: '#e5484d', high: '#f5852b', medium: yellow, low: '#4f9cf9' } as const;

/** The icon of the tab as a picture of its own: the worst severity's shape, and in it how many. */
export function favicon(icon: TabIcon, count: number): string {
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${picture(icon, count)}</svg>`,
  )}`;
}

function picture(icon: TabIcon, count: number): string {
  const number = count > 9 ? '9+' : count > 0 ? String(count) : null;
  switch (icon) {
    case 'live':
      return `<path fill="#3fb27f" fill-rule="evenodd" d="M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM6.9 10.9 4.3 8.3l.9-.9 1.7 1.7 3.9-3.9.9.9z"/>`;
    case 'starting':
      return `<circle cx="8" cy="8" r="5.5" fill="none" stroke="${grey}" stroke-width="2" stroke-dasharray="24 11" stroke-linecap="round"/>`;
    case 'blind':
      return `<g fill="none" stroke="${grey}" stroke-width="1.6" stroke-linecap="round"><path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8z"/><circle cx="8" cy="8" r="2"/><path stroke-width="2" d="m2.5 13.5 11-11"/></g>`;
    case 'late':
      return number === null
        ? `<circle cx="8" cy="8" r="6" fill="none" stroke="${yellow}" stroke-width="2"/><path stroke="${yellow}" stroke-width="1.6" d="m4.5 8.5 4-4m-3 6.5 5.5-5.5m-3.5 6 4-4"/>`
        : `<circle cx="8" cy="8" r="6.9" fill="none" stroke="${yellow}" stroke-width="1.8" stroke-dasharray="2.6 1.5"/>${digits(number, 8, yellow, 8.5)}`;
    default: {
      const shape = number === null ? severityOutlines[icon] + (severityMarks[icon] ?? '') : severityOutlines[icon];
      const drawn = `<path fill="${fills[icon]}" fill-rule="evenodd" d="${shape}"/>`;
      if (number === null) return drawn;
      // A triangle has its room at the bottom, an octagon all over.
      return drawn + (icon === 'high' ? digits(number, 9.6, ink, 8.5) : digits(number, 8, '#ffffff', 11));
    }
  }
}

function digits(text: string, middle: number, colour: string, size: number): string {
  const height = text.length > 1 ? size * 0.82 : size;
  return `<text x="8" y="${(middle + height * 0.36).toFixed(2)}" text-anchor="middle" font-family="system-ui,sans-serif" font-weight="800" font-size="${height.toFixed(2)}" fill="${colour}">${text}</text>`;
}
