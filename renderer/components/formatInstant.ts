const shapes = {
  /** `14:35` */
  clock: { hour: '2-digit', minute: '2-digit' },
  /** `14:35:07` */
  seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  /** `10 Mar` */
  day: { day: 'numeric', month: 'short' },
  /** `10 Mar, 14:35` */
  short: { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  /** `Tue, 10 Mar 2026, 14:35:07 CET`: for hovering, where nothing may be left to guess. */
  exact: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type InstantShape = keyof typeof shapes;

const made = new Map<string, Intl.DateTimeFormat>();

/** An instant (epoch ms or ISO 8601) in local time, on 24 hours as logs and colleagues have it; `timeZone` and `locale` default to the reader's own. */
export function formatInstant(
  instant: number | string,
  shape: InstantShape,
  options: { timeZone?: string; locale?: string } = {},
): string {
  const ms = typeof instant === 'string' ? Date.parse(instant) : instant;
  if (!Number.isFinite(ms)) return '–';
  const key = `${shape}|${options.timeZone ?? ''}|${options.locale ?? ''}`;
  let format = made.get(key);
  if (!format) {
    const zone = options.timeZone === undefined ? {} : { timeZone: options.timeZone };
    format = new Intl.DateTimeFormat(options.locale, { ...shapes[shape], hourCycle: 'h23', ...zone });
    made.set(key, format);
  }
  return format.format(ms);
}
