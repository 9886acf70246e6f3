import { BadgeCheck, CalendarCheck, CircleHelp, CircleX, type LucideIcon, TrendingUpDown } from 'lucide-react';
import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';

const icons: Record<FeedbackLabel, LucideIcon> = {
  real: BadgeCheck,
  expected: CalendarCheck,
  falseAlarm: CircleX,
  newNormal: TrendingUpDown,
  unsure: CircleHelp,
};

/** The sign of a label, beside its word. */
export function FeedbackIcon({ label }: { label: FeedbackLabel }) {
  const Icon = icons[label];
  return <Icon aria-hidden="true" />;
}
