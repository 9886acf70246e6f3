import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { anomalyTypes, titleOf } from '../../../shared/anomalyTypes.ts';
import type { DescribedAlert } from '../../../shared/delivery/simulation.ts';
import { type Severity, severities } from '../../../shared/severity.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import field from '../../components/Field.module.css';
import { Panel } from '../../components/Panel.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { useServices } from '../../services.tsx';
import styles from './DeliveryPage.module.css';
import { readLabels } from './describedLabels.ts';
import { SimulationOutcome } from './SimulationOutcome.tsx';

/** Describe an alert, and see at once who would be told of it, by which route, and why not the others. */
export function SimulatorPanel() {
  const { api } = useServices();
  const [severity, setSeverity] = useState<Severity>('critical');
  const [type, setType] = useState('revenue_drop');
  const [labelText, setLabelText] = useState('');
  const labels = readLabels(labelText);
  const alert: DescribedAlert = { severity, type: type.trim(), source: 'engine', labels: labels ?? {} };
  const { data, error, isPending } = useQuery({
    queryKey: queryKeys.simulation(JSON.stringify(alert)),
    queryFn: ({ signal }) => api.delivery.simulate({ alert }, { signal }),
    enabled: alert.type !== '' && labels !== null,
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <Panel title="Who is told?" hint="of an alert like this, at this moment">
      <div className={styles.form}>
        <label>
          Severity
          <select
            className={styles.choice}
            value={severity}
            onChange={({ target }) => setSeverity(target.value as Severity)}
          >
            {severities.map((value) => (
              <option key={value} value={value}>
                {severityWords[value]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Kind
          <input
            className={field.input}
            list="alert-types"
            value={type}
            maxLength={200}
            onChange={({ target }) => setType(target.value)}
          />
        </label>
        <datalist id="alert-types">
          {Object.keys(anomalyTypes).map((name) => (
            <option key={name} value={name}>
              {titleOf(name)}
            </option>
          ))}
        </datalist>
        <label className={styles.labels}>
          Labels
          <input
            className={field.input}
            placeholder="region=eu, team=shop"
            value={labelText}
            aria-invalid={labels === null || undefined}
            onChange={({ target }) => setLabelText(target.value)}
          />
        </label>
      </div>
      {labels === null && (
        <p className={styles.trouble} role="alert">
          Labels are written as name=value, with commas between them.
        </p>
      )}
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)}
        </p>
      )}
      {isPending && !error && labels !== null && <Skeleton height="200px" />}
      {data && !error && <SimulationOutcome simulation={data} />}
    </Panel>
  );
}
