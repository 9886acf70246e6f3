import { useEffect, useRef, useState } from 'react';
import field from '../../components/Field.module.css';
import { fromLocalField, toLocalField } from '../../components/localField.ts';
import styles from './LedgerPanel.module.css';
import { type LedgerFilter, type LedgerSpan, ledgerSpans } from './ledgerFilter.ts';

type TimePart = Pick<LedgerFilter, 'span' | 'from' | 'to'>;

interface LedgerTimeProps {
  filter: TimePart;
  onChange: (part: Partial<TimePart>, replace?: boolean) => void;
}

const dayMs = 24 * 3_600_000;
const spanWords: Record<LedgerSpan, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 h',
  '7d': 'Last 7 days',
  '30d': 'Last 30 days',
};

/** When it was: some time back from now, or between two instants on the reader's clock. */
export function LedgerTime({ filter: { span, from, to }, onChange }: LedgerTimeProps) {
  const isFixed = from !== '' || to !== '';
  const choose = (chosen: string) => {
    if (chosen !== 'between') return onChange({ span: chosen as LedgerSpan | '', from: '', to: '' });
    const now = Date.now();
    // Whole minutes, as the fields show them.
    const minute = (ms: number) => new Date(Math.ceil(ms / 60_000) * 60_000).toISOString();
    onChange({ span: '', from: minute(now - (span === '' ? dayMs : ledgerSpans[span])), to: minute(now) });
  };
  return (
    <>
      <select
        className={styles.choice}
        aria-label="Time"
        value={isFixed ? 'between' : span}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="">Time: all</option>
        {(Object.keys(ledgerSpans) as LedgerSpan[]).map((name) => (
          <option key={name} value={name}>
            {spanWords[name]}
          </option>
        ))}
        <option value="between">Between …</option>
      </select>
      {isFixed && (
        <span className={styles.between}>
          <InstantField label="From" value={from} onChange={(at) => onChange({ from: at }, true)} />
          –
          <InstantField label="Before" value={to} onChange={(at) => onChange({ to: at }, true)} />
        </span>
      )}
    </>
  );
}

/** Long before there was a log: a year that is still being typed. */
const firstYear = 2000;

function InstantField({ label, value, onChange }: { label: string; value: string; onChange: (at: string) => void }) {
  const shown = value === '' ? '' : toLocalField(new Date(value));
  const [text, setText] = useState(shown);
  const sent = useRef(shown);
  // A link or another choice changed it: the field follows, unless it was the field itself.
  useEffect(() => {
    if (shown === sent.current) return;
    sent.current = shown;
    setText(shown);
  }, [shown]);
  const change = (typed: string) => {
    setText(typed);
    const at = fromLocalField(typed);
    if (Number.isNaN(at.getTime()) || at.getFullYear() < firstYear) return;
    sent.current = typed;
    onChange(at.toISOString());
  };
  return (
    <input
      type="datetime-local"
      className={field.input}
      aria-label={label}
      value={text}
      onChange={({ target }) => change(target.value)}
    />
  );
}
