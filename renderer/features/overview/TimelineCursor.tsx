import { type KeyboardEvent, useState } from 'react';
import styles from './TimelinePanel.module.css';
import { type BarSpan, brushedRange } from './timelineBars.ts';
import { spanWords } from './timelineWords.ts';

interface TimelineCursorProps<Bar extends BarSpan> {
  /** What it is a timeline of. */
  label: string;
  bars: readonly Bar[];
  /** A bar for a screen reader. */
  words(bar: Bar): string;
  onShow(index: number): void;
  onHide(): void;
  onSelect(first: number, last: number): void;
  onZoom(first: number, last: number): void;
  onBack: (() => void) | null;
}

/** The timeline for keys and screen readers: arrows walk the bars, Shift selects, Enter zooms, Escape goes back. */
export function TimelineCursor<Bar extends BarSpan>(props: TimelineCursorProps<Bar>) {
  const { label, bars, words, onShow, onHide, onSelect, onZoom, onBack } = props;
  const [at, setAt] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const last = bars.length - 1;
  const index = Math.min(at ?? last, last);
  const bar = bars[index];
  const from = anchor === null ? index : Math.min(anchor, index);
  const to = anchor === null ? index : Math.max(anchor, index);
  const selected = anchor === null ? null : brushedRange(bars, from, to);

  const move = (next: number, extend: boolean) => {
    const target = Math.min(last, Math.max(0, next));
    const start = extend ? (anchor ?? index) : null;
    setAt(target);
    setAnchor(start);
    if (start === null) onHide();
    else onSelect(Math.min(start, target), Math.max(start, target));
    onShow(target);
  };
  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last };
    const next = steps[event.key];
    if (next !== undefined) move(next, event.shiftKey);
    else if (event.key === 'Enter') {
      setAnchor(null);
      setAt(null);
      onZoom(from, to);
    } else if (event.key === 'Escape' && anchor !== null) {
      setAnchor(null);
      onHide();
    } else if (event.key === 'Escape' && onBack) onBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      className={styles.cursor}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-description="Arrow keys walk through time, with Shift they select, Enter zooms, Escape goes back."
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index}
      aria-valuetext={selected ? `${spanWords(selected)} selected` : bar ? words(bar) : undefined}
      onKeyDown={press}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) onShow(index);
      }}
      onBlur={() => {
        setAnchor(null);
        onHide();
      }}
    />
  );
}
