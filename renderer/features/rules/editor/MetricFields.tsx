import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MetricRule } from '../../../../shared/signals/ownRule.ts';
import { explainError } from '../../../api/explainError.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { useNow } from '../../../components/useNow.tsx';
import { useServices } from '../../../services.tsx';
import styles from './RuleEditor.module.css';
import { SuggestField } from './SuggestField.tsx';
import { componentSuggestions, metricSuggestions } from './suggestions.ts';

interface MetricFieldsProps {
  rule: MetricRule;
  problems: Readonly<Record<string, string>>;
  onChange: (part: Partial<MetricRule>) => void;
}

/** What a rule over a metric is about. */
export function MetricFields({ rule, problems, onChange }: MetricFieldsProps) {
  const { api } = useServices();
  const now = useNow(60_000);
  const { data, error } = useQuery({
    queryKey: queryKeys.ruleMetrics,
    queryFn: ({ signal }) => api.rules.metrics(undefined, { signal }),
    staleTime: 60_000,
    retry: false,
  });
  // Nothing is wrong yet with what nobody has begun.
  const [begun, setBegun] = useState(rule.metric !== '');
  const metrics = metricSuggestions(data?.items ?? [], now);
  const components = componentSuggestions(data?.items ?? [], rule.metric, now);
  const known = metrics.find(({ value }) => value === rule.metric.trim());
  const ofComponent = components.find(({ value }) => value === rule.component.trim());
  const unavailable = error ? explainError(error) : (data?.note ?? null);
  return (
    <div className={styles.fields}>
      <SuggestField
        label="Metric"
        value={rule.metric}
        suggestions={metrics}
        placeholder="queue_depth"
        problem={begun || rule.metric !== '' ? problems.metric : undefined}
        note={
          known?.note ??
          unavailable ??
          (rule.metric.trim() && data
            ? 'Nothing was written of it in 7 days.'
            : 'As it is written to the table of metrics.')
        }
        onChange={(metric) => onChange({ metric })}
        onLeave={() => setBegun(true)}
      />
      <SuggestField
        label="Component"
        value={rule.component}
        suggestions={components}
        placeholder="all, each for itself"
        problem={problems.component}
        note={ofComponent?.note ?? (rule.component.trim() === '' ? 'Empty: every component, each for itself.' : null)}
        onChange={(component) => onChange({ component })}
      />
    </div>
  );
}
