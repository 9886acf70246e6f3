import type { LearningSettings } from '../../../shared/learning/learningSettings.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { WindowsReader } from '../../adapters/clickhouse/windowsReader.ts';
import type { Clock } from '../../clock.ts';
import type { ActiveAdjustment } from '../../detection/feedback/adjustments.ts';
import type { LearnedPasts } from './learnedPasts.ts';

/** What the past is judged by. */
export interface Rules {
  engine: Settings['engine'];
  learning: LearningSettings;
}

/** What it is judged with, whatever the rules. */
export interface PastContext {
  reader: WindowsReader;
  /** What the rules do not say. */
  settings: Settings;
  /** IANA name of the zone of this machine. */
  timeZone: string;
  adjustments(): readonly ActiveAdjustment[];
  learned: LearnedPasts;
  clock: Clock;
}
