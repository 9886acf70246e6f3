import { type Severity, severities } from '../../shared/severity.ts';

/** The tokens a canvas needs as plain colours, since it cannot follow `var()`. */
export interface ChartTheme {
  text: string;
  textMuted: string;
  border: string;
  surface: string;
  accent: string;
  /** The metric itself; the ground it is judged against stays quieter. */
  line: string;
  band: string;
  mean: string;
  grid: string;
  severity: Record<Severity, string>;
  /** Quiet steps for parts that are not severities, most important first. */
  steps: string[];
  fontFamily: string;
}

/** As many as a person can tell apart; the last is for "others". */
export const stepTokens = [
  '--chart-step-1',
  '--chart-step-2',
  '--chart-step-3',
  '--chart-step-4',
  '--chart-step-5',
  '--chart-step-6',
] as const;

/** Resolves the tokens as they apply inside `element` now, `light-dark()` and `color-mix()` included. */
export function readChartTheme(element: HTMLElement): ChartTheme {
  // Custom properties come back as written; only a real property is resolved to a colour.
  const probe = document.createElement('span');
  probe.hidden = true;
  element.append(probe);
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const paint = canvas.getContext('2d', { willReadFrequently: true });
  const colour = (token: string): string => {
    probe.style.color = `var(${token})`;
    const computed = getComputedStyle(probe).color;
    return paint ? toRgba(paint, computed) : computed;
  };
  try {
    return {
      text: colour('--text'),
      textMuted: colour('--text-muted'),
      border: colour('--border'),
      surface: colour('--surface-1'),
      accent: colour('--accent'),
      line: colour('--chart-line'),
      band: colour('--chart-band'),
      mean: colour('--chart-mean'),
      grid: colour('--chart-grid'),
      severity: Object.fromEntries(severities.map((name) => [name, colour(`--severity-${name}`)])) as Record<
        Severity,
        string
      >,
      steps: stepTokens.map(colour),
      fontFamily: getComputedStyle(element).fontFamily,
    };
  } finally {
    probe.remove();
  }
}

/** ECharts reads only the older notations; `color-mix()` computes to `oklab()` or `color()`, so one pixel is painted and read. */
function toRgba(paint: CanvasRenderingContext2D, colour: string): string {
  paint.clearRect(0, 0, 1, 1);
  paint.fillStyle = colour;
  paint.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = paint.getImageData(0, 0, 1, 1).data;
  return `rgba(${red}, ${green}, ${blue}, ${Math.round(((alpha ?? 255) / 255) * 1000) / 1000})`;
}
