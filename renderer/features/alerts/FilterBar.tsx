import { memo, useMemo } from 'react';
import { anomalyTypes, titleOf } from '../../../shared/anomalyTypes.ts';
import { severities } from '../../../shared/severity.ts';
import { Button } from '../../components/Button.tsx';
import { Chip } from '../../components/Chip.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { TypeMark } from '../../components/TypeMark.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { useLive } from '../../services.tsx';
import { FeedbackMenuLabel } from '../feedback/FeedbackMenuLabel.tsx';
import { SilenceChip } from '../silences/SilenceChip.tsx';
import { type AlertFilter, feedbackChoices, isNarrowed, type Range, ranges } from './alertFilter.ts';
import styles from './FilterBar.module.css';
import { FilterMenu } from './FilterMenu.tsx';
import { feedbackChoiceWord, rangeWords, spanWords, statusWords, summaryOf } from './filterWords.ts';
import { heldBackChoicesOf, heldBackPartOf, heldBackWords } from './heldBackChoices.ts';

interface FilterBarProps {
  filter: AlertFilter;
  defaults: AlertFilter;
  onChange: (part: Partial<AlertFilter>) => void;
  onClear: () => void;
  /** Null while it is not known. */
  total: number | null;
}

/** What the rows are narrowed to, and how many are left. Scrolling does not draw it again. */
export const FilterBar = memo(function FilterBar({ filter, defaults, onChange, onClear, total }: FilterBarProps) {
  const format = useValueFormat();
  const byType = useLive((state) => state.overview?.byType24h ?? null);
  const sources = useLive((state) => state.health?.sources ?? null);
  const types = useMemo(() => {
    const all = new Set([...(byType ?? []).map(({ type }) => type), ...Object.keys(anomalyTypes), ...filter.type]);
    return [...all].map((type) => ({ value: type, label: <TypeMark type={type} /> }));
  }, [byType, filter.type]);
  const sourceNames = [...new Set([...(sources ?? []).map(({ name }) => name), ...filter.source])];
  const heldBackChoices = heldBackChoicesOf(filter);
  const fixed = filter.from !== null || filter.to !== null;

  return (
    <div className={styles.bar} role="toolbar" aria-label="Filters">
      <FilterMenu
        name="Status"
        summary={summaryOf('Status', filter.status, (status) => statusWords[status])}
        options={(['active', 'acknowledged', 'resolved'] as const).map((value) => ({
          value,
          label: statusWords[value],
        }))}
        chosen={filter.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterMenu
        name="Severity"
        summary={summaryOf('Severity', filter.severity, (severity) => severityWords[severity])}
        options={severities.map((value) => ({ value, label: <SeverityMark severity={value} /> }))}
        chosen={filter.severity}
        onChange={(severity) => onChange({ severity })}
      />
      <FilterMenu
        name="Type"
        summary={summaryOf('Type', filter.type, titleOf)}
        options={types}
        chosen={filter.type}
        onChange={(type) => onChange({ type })}
      />
      {sourceNames.length > 1 && (
        <FilterMenu
          name="Source"
          summary={summaryOf('Source', filter.source, (source) => source)}
          options={sourceNames.map((value) => ({ value, label: value }))}
          chosen={filter.source}
          onChange={(source) => onChange({ source })}
        />
      )}
      <FilterMenu
        name="Held back"
        summary={summaryOf('Held back', heldBackChoices, (choice) => heldBackWords[choice])}
        options={(['silenced', 'notSilenced', 'snoozed', 'notSnoozed'] as const).map((value) => ({
          value,
          label: heldBackWords[value],
        }))}
        chosen={heldBackChoices}
        onChange={(choices) => onChange(heldBackPartOf(choices))}
      />
      <FilterMenu
        name="Label"
        summary={summaryOf('Label', filter.feedback, feedbackChoiceWord)}
        options={feedbackChoices.map((value) => ({
          value,
          label: value === 'none' ? feedbackChoiceWord(value) : <FeedbackMenuLabel label={value} />,
        }))}
        chosen={filter.feedback}
        onChange={(feedback) => onChange({ feedback })}
      />
      {filter.incident !== null && (
        <Chip onRemove={() => onChange({ incident: null })} removeLabel="the incident">
          One incident
        </Chip>
      )}
      {filter.silence !== null && <SilenceChip id={filter.silence} onRemove={() => onChange({ silence: null })} />}
      {fixed ? (
        <Chip onRemove={() => onChange({ from: null, to: null })} removeLabel="the span of time">
          {spanWords(filter.from, filter.to)}
        </Chip>
      ) : (
        <FilterMenu
          name="Time"
          summary={filter.range === 'all' ? 'Time' : rangeWords[filter.range]}
          options={(Object.keys(ranges) as Range[]).map((value) => ({ value, label: rangeWords[value] }))}
          chosen={[filter.range]}
          active={filter.range !== defaults.range}
          onChange={([range]) => range && onChange({ range })}
          single
        />
      )}
      {isNarrowed(filter, defaults) && (
        <Button kind="quiet" size="small" onClick={onClear}>
          Clear
        </Button>
      )}
      <span className={styles.total} aria-live="polite">
        {total !== null && (total === 1 ? '1 alert' : `${format.count(total)} alerts`)}
      </span>
    </div>
  );
});
