import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';
import field from '../../../components/Field.module.css';
import styles from './SeriesPanel.module.css';
import { groups, outOfBand, type SeriesFilter, states } from './seriesFilter.ts';
import { groupWords, stateWords } from './seriesWords.ts';

interface SeriesFiltersProps {
  items: readonly LearnedSeries[];
  filter: SeriesFilter;
  found: number;
  onChange: (filter: SeriesFilter) => void;
}

/** Which of the series are shown, each choice with how many there are. */
export function SeriesFilters({ items, filter, found, onChange }: SeriesFiltersProps) {
  const count = (is: (series: LearnedSeries) => boolean) => items.filter(is).length;
  const choices = {
    group: groups.map((value) => ({ value, label: groupWords[value], count: count(({ group }) => group === value) })),
    state: [
      { value: 'unusual' as const, label: 'Out of band', count: count((series) => (outOfBand(series) ?? 0) !== 0) },
      ...states.map((value) => ({ value, label: stateWords[value], count: count(({ state }) => state === value) })),
    ],
  };
  const option = ({ value, label, count: there }: { value: string; label: string; count: number }) =>
    there > 0 || value === filter.group || value === filter.state ? (
      <option key={value} value={value}>
        {label} ({there})
      </option>
    ) : null;
  return (
    <div className={styles.filters}>
      <input
        className={field.input}
        type="search"
        aria-label="Search series"
        placeholder="Search series"
        value={filter.text}
        onChange={({ target }) => onChange({ ...filter, text: target.value })}
      />
      <select
        className={field.input}
        aria-label="Group"
        value={filter.group}
        onChange={({ target }) => onChange({ ...filter, group: target.value as SeriesFilter['group'] })}
      >
        <option value="">Every group</option>
        {choices.group.map(option)}
      </select>
      <select
        className={field.input}
        aria-label="State"
        value={filter.state}
        onChange={({ target }) => onChange({ ...filter, state: target.value as SeriesFilter['state'] })}
      >
        <option value="">Every state</option>
        {choices.state.map(option)}
      </select>
      <select
        className={field.input}
        aria-label="Order"
        value={filter.sort}
        onChange={({ target }) => onChange({ ...filter, sort: target.value as SeriesFilter['sort'] })}
      >
        <option value="group">By group and name</option>
        <option value="unusual">Most unusual first</option>
      </select>
      <span className={styles.count} role="status">
        {found < items.length ? `${found} of ${items.length}` : ''}
      </span>
    </div>
  );
}
