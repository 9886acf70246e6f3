import type { z } from 'zod';
import { Limits } from './limits.ts';

/** What Setup says of a threshold. */
interface ThresholdText {
  label: string;
  /** What it does, in a few words; of limits the beginning of a sentence that ends with the limit. */
  effect: string;
  unit: string;
}

/** One threshold of the engine under `engine.thresholds`: its schema with the default in it, and its words. */
export interface Threshold<Schema extends z.ZodType = z.ZodType> extends ThresholdText {
  /** One limit per severity, or one number. */
  kind: 'perSeverity' | 'single';
  schema: Schema;
}

/** Thresholds by their name in the settings. */
export type ThresholdSet = Readonly<Record<string, Threshold>>;
export type ThresholdSchemas<Set extends ThresholdSet> = { [Name in keyof Set]: Set[Name]['schema'] };
export type ThresholdValues<Set extends ThresholdSet> = { [Name in keyof Set]: z.infer<Set[Name]['schema']> };

/** The default limits, worst severity first; null: never given. */
export function perSeverity(
  [critical, high, medium, low]: readonly [number | null, number | null, number | null, number | null],
  text: ThresholdText,
): Threshold<z.ZodDefault<typeof Limits>> {
  return { kind: 'perSeverity', schema: Limits.default({ critical, high, medium, low }), ...text };
}

export function single<Schema extends z.ZodType>(schema: Schema, text: ThresholdText): Threshold<Schema> {
  return { kind: 'single', schema, ...text };
}

export function schemasOf<Set extends ThresholdSet>(set: Set): ThresholdSchemas<Set> {
  const schemas = Object.entries(set).map(([name, { schema }]) => [name, schema]);
  return Object.fromEntries(schemas) as ThresholdSchemas<Set>;
}
