import type { Detector } from './detector.ts';
import { cartAbandonmentSpike } from './detectors/cartAbandonmentSpike.ts';
import { categoryImbalance } from './detectors/categoryImbalance.ts';
import { conversionDrop } from './detectors/conversionDrop.ts';
import { dataQualityIssue } from './detectors/dataQualityIssue.ts';
import { revenueDrop } from './detectors/revenueDrop.ts';
import { trafficDrop } from './detectors/trafficDrop.ts';
import { trafficSpike } from './detectors/trafficSpike.ts';

/** Every detector of the engine, in the order their anomalies are told. */
export const detectors: readonly Detector[] = [
  revenueDrop,
  trafficSpike,
  trafficDrop,
  cartAbandonmentSpike,
  conversionDrop,
  dataQualityIssue,
  categoryImbalance,
];
