import { X } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { TimeOfDay, type TimePeriod, Weekday } from '../../../shared/delivery/timePeriod.ts';
import field from '../Field.module.css';
import { IconButton } from '../IconButton.tsx';
import { readTimeOfDay } from './readTimeOfDay.ts';
import styles from './TimePeriods.module.css';
import { daysWords, weekdayNames } from './timePeriodWords.ts';

export interface ZoneChoice {
  /** IANA name; empty: that of the machine the host runs on. */
  value: string;
  label: string;
}

type TimeField = 'days' | 'from' | 'to' | 'timeZone';

interface TimePeriodFieldsProps {
  title: string;
  period: TimePeriod;
  onChange: (part: Partial<TimePeriod>) => void;
  onRemove: () => void;
  problem: (name: TimeField) => string | undefined;
  zones: readonly ZoneChoice[];
  children?: ReactNode;
}

/** One period of the week. */
export function TimePeriodFields({
  title,
  period,
  onChange,
  onRemove,
  problem,
  zones,
  children,
}: TimePeriodFieldsProps) {
  const id = useId();
  const { days, from, to, timeZone } = period;
  const known = zones.some(({ value }) => value === timeZone);
  const wrong = (['days', 'from', 'to', 'timeZone'] as const).flatMap((name) => {
    const what = problem(name);
    return what === undefined ? [] : [{ name, sentence: `${fieldNames[name]} ${what}.` }];
  });
  const toggle = (day: Weekday, on: boolean) =>
    onChange({ days: Weekday.options.filter((each) => (each === day ? on : days.includes(each))) });
  return (
    <fieldset className={styles.period}>
      <legend className={styles.name}>{title}</legend>
      <IconButton className={styles.remove} label={`Remove ${title.toLowerCase()}`} icon={<X />} onClick={onRemove} />
      <div className={styles.days}>
        {Weekday.options.map((day) => (
          <label key={day} className={styles.day}>
            <input
              type="checkbox"
              checked={days.includes(day)}
              onChange={({ target }) => toggle(day, target.checked)}
              aria-describedby={`${id}-days`}
            />
            <span>{weekdayNames[day]}</span>
          </label>
        ))}
        <span id={`${id}-days`} className={styles.said}>
          {days.length === 0 ? 'no day chosen: every day' : `begins ${daysWords(days)}`}
        </span>
      </div>
      <div className={styles.span}>
        <TimeInput
          label="From"
          value={from}
          invalid={problem('from') !== undefined}
          onChange={(time) => onChange({ from: time })}
        />
        <TimeInput
          label="To"
          value={to}
          invalid={problem('to') !== undefined}
          onChange={(time) => onChange({ to: time })}
        />
        <span className={styles.said}>
          {isTime(from) && isTime(to) && (to < from ? 'on the next day' : to === from && '24 h')}
        </span>
        <span className={`${styles.labelled} ${styles.zone}`}>
          <label htmlFor={`${id}-zone`}>Time zone</label>
          <select
            id={`${id}-zone`}
            className={styles.select}
            value={timeZone}
            aria-invalid={problem('timeZone') !== undefined || undefined}
            onChange={({ target }) => onChange({ timeZone: target.value })}
          >
            {!known && <option value={timeZone}>{timeZone}</option>}
            {zones.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </span>
      </div>
      {children}
      {wrong.map(({ name, sentence }) => (
        <p key={name} className={styles.problem} role="alert">
          {sentence}
        </p>
      ))}
    </fieldset>
  );
}

const isTime = (text: string) => TimeOfDay.safeParse(text).success;

const fieldNames: Record<TimeField, string> = { days: 'The days', from: 'From', to: 'To', timeZone: 'The time zone' };

interface TimeInputProps {
  label: string;
  value: string;
  invalid: boolean;
  onChange: (time: string) => void;
}

// Not of the type `time`: that one shows the hours as the browser's own language has them, and the rest of the page 24.
function TimeInput({ label, value, invalid, onChange }: TimeInputProps) {
  return (
    <label className={styles.labelled}>
      {label}
      <input
        className={`${field.input} ${styles.time}`}
        autoComplete="off"
        maxLength={5}
        placeholder="22:00"
        value={value}
        aria-invalid={invalid || undefined}
        onChange={({ target }) => onChange(target.value)}
        onBlur={({ target }) => target.value !== readTimeOfDay(target.value) && onChange(readTimeOfDay(target.value))}
      />
    </label>
  );
}
