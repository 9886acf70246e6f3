import { cartAbandonmentSpike } from './types/cartAbandonmentSpike.ts';
import { categoryImbalance } from './types/categoryImbalance.ts';
import { conversionDrop } from './types/conversionDrop.ts';
import { dataQualityIssue } from './types/dataQualityIssue.ts';
import { revenueDrop } from './types/revenueDrop.ts';
import { sessionDurationAnomaly } from './types/sessionDurationAnomaly.ts';
import { trafficDrop } from './types/trafficDrop.ts';
import { trafficSpike } from './types/trafficSpike.ts';

/** Every type of anomaly that the engine detects, in the order in which their anomalies are told. */
export const detectors = [
  revenueDrop,
  trafficSpike,
  trafficDrop,
  cartAbandonmentSpike,
  conversionDrop,
  dataQualityIssue,
  categoryImbalance,
  sessionDurationAnomaly,
] as const;
