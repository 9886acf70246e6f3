import type { EChartsCoreOption } from 'echarts/core';
import type { ReactNode, RefObject } from 'react';
import type { Severity } from '../../shared/severity.ts';
import { ChartCanvas } from './ChartCanvas.tsx';
import styles from './ChartFigure.module.css';

interface ChartFigureProps {
  /** What theme and width are taken from. */
  box: RefObject<HTMLDivElement | null>;
  /** What it shows, for who does not see it. */
  label: string | undefined;
  option: EChartsCoreOption | null;
  /** Why there is nothing to draw; null: there is something. */
  none: string | null;
  /** `LegendEntry` for each sign in the picture, and a note. */
  children: ReactNode;
}

/** A series over time with its legend below; or, in its place, why it cannot be drawn. */
export function ChartFigure({ box, label, option, none, children }: ChartFigureProps) {
  return (
    <figure className={styles.figure} aria-label={none === null ? label : undefined}>
      <div ref={box} className={styles.box} data-empty={none !== null || undefined}>
        {none === null ? (
          <ChartCanvas className={styles.chart} option={option} />
        ) : (
          <p className={styles.none}>{none}</p>
        )}
      </div>
      {none === null && <figcaption className={styles.legend}>{children}</figcaption>}
    </figure>
  );
}

interface LegendEntryProps {
  /** A severity: the dot of a window in that colour. */
  sign: 'value' | 'expected' | 'band' | 'ahead' | 'limit' | 'reached' | Severity;
  children: ReactNode;
}

/** What a line, a ground or a dot in the picture is. */
export function LegendEntry({ sign, children }: LegendEntryProps) {
  return (
    <span className={styles.entry} data-sign={sign}>
      {children}
    </span>
  );
}

/** Below the legend, on a line of its own. */
export function LegendNote({ children }: { children: ReactNode }) {
  return <span className={styles.note}>{children}</span>;
}
