import type { Sensitivity } from '../../../shared/learning/sensitivity.ts';

/**
 * Score from which on a sensitivity alerts. On ordinary noise of 5-minute samples, also where each resembles the one before,
 * a series reaches `quiet` about once in a few months, `normal` about once a month, `keen` about once a week.
 */
export const alertScore: Record<Sensitivity, number> = { quiet: 0.82, normal: 0.78, keen: 0.72 };
