import { z } from 'zod';

/** Worst first: the order of lists, badges and charts. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;

export const Severity = z.enum(severities);
export type Severity = z.infer<typeof Severity>;

const rank: Record<Severity, number> = { critical: 4, high: 3, medium: 2, low: 1 };

/** 4 for critical down to 1 for low; stored beside alerts so that databases can sort by it. */
export function severityRank(severity: Severity): number {
  return rank[severity];
}

/** Whether `severity` is `minimum` or worse. */
export function isAtLeast(severity: Severity, minimum: Severity): boolean {
  return rank[severity] >= rank[minimum];
}

export function worstSeverity(all: Iterable<Severity>): Severity | null {
  let worst: Severity | null = null;
  for (const severity of all) if (worst === null || rank[severity] > rank[worst]) worst = severity;
  return worst;
}

const aliases: Record<string, Severity> = {
  critical: 'critical',
  fatal: 'critical',
  emergency: 'critical',
  high: 'high',
  error: 'high',
  major: 'high',
  medium: 'medium',
  warning: 'medium',
  warn: 'medium',
  minor: 'medium',
  low: 'low',
  info: 'low',
  informational: 'low',
};

/** The severity that another program's word stands for (any case, info → low, warning → medium), or null when unknown. */
export function parseSeverity(word: string): Severity | null {
  const known = word.trim().toLowerCase();
  return Object.hasOwn(aliases, known) ? (aliases[known] ?? null) : null;
}
