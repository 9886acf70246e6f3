import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimePeriod } from '../../../shared/delivery/timePeriod.ts';
import { Button } from '../Button.tsx';
import { TimePeriodFields, type ZoneChoice } from './TimePeriodFields.tsx';
import styles from './TimePeriods.module.css';

interface TimePeriodsProps<Period extends TimePeriod> {
  /** What the list is for, e.g. `Quiet hours`; its accessible name. */
  label: string;
  periods: readonly Period[];
  onChange: (periods: Period[]) => void;
  /** What a new period begins as. */
  fresh: Period;
  /** By place and field, e.g. `0.from`; the rest of a sentence that begins with the name of the field. */
  problems: Readonly<Record<string, string>>;
  zones: readonly ZoneChoice[];
  /** What a period has beyond its time; stands at its end. */
  more?: (period: Period, change: (part: Partial<Period>) => void) => ReactNode;
}

/** Times of the week, any number of them: days, from, to and whose clocks count. */
export function TimePeriods<Period extends TimePeriod>(props: TimePeriodsProps<Period>) {
  const { label, periods, onChange, fresh, problems, zones, more } = props;
  const change = (index: number, part: Partial<Period>) =>
    onChange(periods.map((period, at) => (at === index ? { ...period, ...part } : period)));
  return (
    <div className={styles.periods}>
      {periods.length > 0 && (
        <ol className={styles.list} aria-label={label}>
          {periods.map((period, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place; two of them may be alike
            <li key={index}>
              <TimePeriodFields
                title={`Period ${index + 1}`}
                period={period}
                onChange={(part) => change(index, part as Partial<Period>)}
                onRemove={() => onChange(periods.filter((_, at) => at !== index))}
                problem={(name) => problems[`${index}.${name}`]}
                zones={zones}
              >
                {more?.(period, (part) => change(index, part))}
              </TimePeriodFields>
            </li>
          ))}
        </ol>
      )}
      <Button
        size="small"
        kind="quiet"
        icon={<Plus aria-hidden="true" />}
        onClick={() => onChange([...periods, { ...fresh }])}
      >
        Add a period
      </Button>
    </div>
  );
}
