import { useId } from 'react';
import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';
import {
  type SeriesSensitivity,
  SeriesSensitivity as SeriesSensitivitySchema,
} from '../../../../shared/learning/sensitivity.ts';
import field from '../../../components/Field.module.css';
import { formatInstant } from '../../../components/formatInstant.ts';
import { OpenToggle } from '../../../components/OpenToggle.tsx';
import table from '../../../components/Table.module.css';
import { useValueFormat } from '../../../components/ValueFormat.tsx';
import { StatusMark } from '../../health/StatusMark.tsx';
import { sensitivityWords } from '../sensitivity/sensitivityWords.ts';
import { BandMark } from './BandMark.tsx';
import { SeriesDetail } from './SeriesDetail.tsx';
import styles from './SeriesPanel.module.css';
import { outOfBand } from './seriesFilter.ts';
import { groupWords, seriesStatus, sizeWords } from './seriesWords.ts';

interface SeriesRowProps {
  series: LearnedSeries;
  now: number;
  /** That of all, where a series has none of its own. */
  general: SeriesSensitivity;
  own: SeriesSensitivity | null;
  open: boolean;
  onToggle: () => void;
  onOwn: (sensitivity: SeriesSensitivity | null) => void;
}

export function SeriesRow({ series, now, general, own, open, onToggle, onOwn }: SeriesRowProps) {
  const id = useId();
  const format = useValueFormat();
  const { key, title, group, unit, lastAt, lastValue, lower, upper, stateBytes } = series;
  const out = outOfBand(series);
  return (
    <>
      <tr>
        <th scope="row">
          <OpenToggle title={title} open={open} controls={id} onToggle={onToggle} />
          <span className={styles.key}>
            {groupWords[group]} · <code>{key}</code>
          </span>
        </th>
        <td data-label="State">
          <StatusMark status={seriesStatus(series, now)} />
        </td>
        <td
          className={styles.placed}
          data-label="Now, and what is usual"
          title={lastAt === null ? undefined : formatInstant(lastAt, 'exact')}
        >
          <span className={styles.now}>
            <BandMark series={series} />
            <span>
              <b>{format.value(lastValue, unit)}</b>
              {lower !== null && upper !== null && (
                <span className={styles.usual}>
                  {out === null || out === 0 ? ', usual is ' : out > 0 ? ', above ' : ', below '}
                  {format.value(lower, unit)} to {format.value(upper, unit)}
                </span>
              )}
            </span>
          </span>
        </td>
        <td data-label="Sensitivity">
          <select
            className={field.input}
            aria-label={`Sensitivity of ${title}`}
            value={own ?? ''}
            onChange={({ target }) => onOwn(target.value === '' ? null : (target.value as SeriesSensitivity))}
          >
            <option value="">As all ({sensitivityWords[general].toLowerCase()})</option>
            {SeriesSensitivitySchema.options.map((each) => (
              <option key={each} value={each}>
                {sensitivityWords[each]}
              </option>
            ))}
          </select>
        </td>
        <td className={`${table.number} ${styles.size}`}>{sizeWords(stateBytes)}</td>
      </tr>
      {open && (
        <tr className={styles.detailRow}>
          <td colSpan={5} id={id} className={table.whole}>
            <SeriesDetail series={series} />
          </td>
        </tr>
      )}
    </>
  );
}
