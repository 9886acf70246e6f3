import type { Unit } from '../../../shared/alert.ts';

export interface Amount {
  value: number | null;
  /** What the text itself says of its unit; null when nothing. */
  unit: Unit | null;
}

/** Beyond this a number is a fault of whoever wrote it. */
const absurd = 1e15;

/**
 * A number as people and programs write it: "$1,234.5", "12 %", "1e3", "-4 seconds". Null for what is none, is not
 * finite or cannot be meant.
 */
export function parseAmount(text: string): Amount {
  const unit = unitIn(text);
  const number = /[-+]?(?:\d[\d,_ ]*)?\.?\d+(?:e[-+]?\d+)?/i.exec(text.replaceAll('−', '-'))?.[0];
  if (number === undefined) return { value: null, unit };
  const value = Number(number.replace(/[,_ ]/g, ''));
  return { value: Number.isFinite(value) && Math.abs(value) < absurd ? value : null, unit };
}

function unitIn(text: string): Unit | null {
  if (text.includes('%')) return 'percent';
  if (/[$€£¥]|\b(?:USD|EUR|GBP|CHF|JPY)\b/.test(text)) return 'currency';
  if (/\d\s*(?:s|sec|seconds)\b/i.test(text)) return 'seconds';
  return null;
}
