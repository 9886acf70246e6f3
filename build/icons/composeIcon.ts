import { readFileSync } from 'node:fs';
import type { severities } from '../../shared/severity.ts';

export type Severity = (typeof severities)[number];
export type Theme = 'dark' | 'light';
export const states = ['live', 'starting', 'late', 'blind', 'paused'] as const;
export type State = (typeof states)[number];
/** How a severity is to be taken: as of now, of a picture that is late, or while pop-ups are paused. */
export const manners = ['now', 'late', 'paused'] as const;
export type Manner = (typeof manners)[number];
export const counts = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '9+'] as const;
export type Count = (typeof counts)[number];

/**
 * `dark` is for dark grounds. `light` has to do on both, because panels need not follow the theme (GNOME's is black
 * always): each colour has at least 3:1 against white and against black. Only `live` is green.
 */
export const palette: Record<Theme, Record<Severity | State, string>> = {
  dark: {
    critical: '#f2555a',
    high: '#f5852b',
    medium: '#e2b93b',
    low: '#5aa4fb',
    live: '#3fb27f',
    starting: '#a3aebb',
    late: '#e2b93b',
    blind: '#a3aebb',
    paused: '#a3aebb',
  },
  light: {
    critical: '#dc3a40',
    high: '#cf610a',
    medium: '#a07d08',
    low: '#2f7fe0',
    live: '#1f8a5b',
    starting: '#667384',
    late: '#a07d08',
    blind: '#667384',
    paused: '#667384',
  },
};

/** The application's own icon: dark enough for the overlays on it, with a rim that a dark panel shows. */
const ground = '#1d3557';
const rim = '#54749f';
const ink = '#f1f4f8';
const accent = '#6aa8ff';
/** What lies behind an overlay: without it the button's picture would show through a number. */
const backing = '#10141a';

const shapes = readFileSync(new URL('shapes.svg', import.meta.url), 'utf8').match(/<defs>[\s\S]*<\/defs>/)?.[0] ?? '';

/** Where a number's middle is, and how big it may be, for the shape to hold it. */
const numberPlace: Record<Severity, { x: number; y: number; scale: number; scaleOfTwo: number }> = {
  critical: { x: 8, y: 8, scale: 1.3, scaleOfTwo: 1.15 },
  high: { x: 8, y: 10.2, scale: 1.05, scaleOfTwo: 0.86 },
  medium: { x: 8, y: 8, scale: 1.15, scaleOfTwo: 0.92 },
  low: { x: 8, y: 8, scale: 1.3, scaleOfTwo: 1.12 },
};

const svg = (body: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${shapes}${body}</svg>`;

/** A state without a severity. Null for colour: black, as a macOS template image wants it. */
export function stateIcon(state: State, theme: Theme | null): string {
  const colour = theme === null ? '#000' : palette[theme][state];
  return svg(painted(state, colour));
}

/** `count` null: the shape alone, with its own mark. What is cut out lets the ground through, whatever that is. */
export function severityIcon(severity: Severity, manner: Manner, count: Count | null, theme: Theme): string {
  return svg(severityParts(severity, manner, count, theme));
}

/** A small picture over another one, of which nothing shows through. */
export function overlayIcon(what: State | { severity: Severity; count: Count }): string {
  if (typeof what === 'string')
    return svg(`<circle cx="8" cy="8" r="8" fill="${backing}"/>${painted(what, palette.dark[what])}`);
  const { severity, count } = what;
  const behind = `<use href="#${severity}-wide" fill="${backing}" stroke="${backing}" stroke-linejoin="round"/>`;
  return svg(`${behind}${severityParts(severity, 'now', count, 'dark')}`);
}

/** The application: an open eye. `margin` is the free edge, and `corner` the radius, as shares of the width. */
export function applicationIcon({ margin, corner, eye }: { margin: number; corner: number; eye: number }): string {
  const [edge, width, radius] = [16 * margin, 16 * (1 - 2 * margin), 16 * (1 - 2 * margin) * corner];
  const place = `translate(8 8) scale(${eye}) translate(-8 -8)`;
  const inner = 0.25;
  const edged =
    corner === 0
      ? ''
      : `<rect x="${edge + inner / 2}" y="${edge + inner / 2}" width="${width - inner}" height="${width - inner}" rx="${radius - inner / 2}" fill="none" stroke="${rim}" stroke-width="${inner}"/>`;
  return svg(
    `<rect x="${edge}" y="${edge}" width="${width}" height="${width}" rx="${radius}" fill="${ground}"/>${edged}` +
      `<g transform="${place}"><use href="#eye" stroke="${ink}" stroke-width="1.3"/><circle cx="8" cy="8" r="2.3" fill="${accent}"/></g>`,
  );
}

function severityParts(severity: Severity, manner: Manner, count: Count | null, theme: Theme): string {
  const colour = palette[theme][severity];
  const shape = count === null ? severity : `${severity}-wide`;
  const mark = count === null ? markOf(severity) : numberIn(severity, count, manner);
  const room = manner === 'now' ? '' : `<use href="#${manner}-notch-room" fill="#000"/>`;
  const notch = manner === 'now' ? '' : `<use href="#${manner}-notch" fill="${colour}"/>`;
  return (
    `<mask id="cut" maskUnits="userSpaceOnUse" x="0" y="0" width="16" height="16"><path fill="#fff" d="M0 0h16v16H0z"/>${mark}${room}</mask>` +
    `<g mask="url(#cut)"><use href="#${shape}" fill="${colour}"/></g>${notch}`
  );
}

function painted(id: string, colour: string): string {
  // What is stroked says fill="none" itself.
  return `<use href="#${id}" fill="${colour}" stroke="${isStroked(id) ? colour : 'none'}"/>`;
}

const isStroked = (id: string) => ['starting', 'late', 'blind', 'eye'].includes(id);

function markOf(severity: Severity): string {
  return severity === 'critical' || severity === 'high' ? `<use href="#${severity}-mark" fill="#000"/>` : '';
}

function numberIn(severity: Severity, count: Count, manner: Manner): string {
  const place = numberPlace[severity];
  const aside = manner !== 'now' && severity !== 'high' ? 0.7 : 0;
  const beyondNine = count.length > 1;
  const scale = (beyondNine ? place.scaleOfTwo : place.scale) * (manner === 'now' ? 1 : 0.88);
  const glyphs = beyondNine
    ? '<use href="#digit-9" x="-2.7"/><use href="#plus" x="2.1" stroke-width="1.35"/>'
    : `<use href="#digit-${count}"/>`;
  return `<g transform="translate(${place.x - aside} ${place.y + aside}) scale(${scale}) translate(-1.6 -2.9)" fill="none" stroke="#000" stroke-width="1.55" stroke-linejoin="round">${glyphs}</g>`;
}
