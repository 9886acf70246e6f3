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
import { readLabels } from './describedLabels.ts';
import { SimulationOutcome } from './SimulationOutcome.tsx';
import styles from './Simulator.module.css';
import type { SimulatedAlert, useSimulation } from './useSimulation.ts';

interface SimulatorPanelProps {
  simulation: ReturnType<typeof useSimulation>;
  /** It answers by routes that are not saved yet. */
  isDraft: boolean;
  /** Null: what is described is no alert yet. */
  onSubject: (subject: SimulatedAlert | null) => void;
}

const described: DescribedAlert = { severity: 'critical', type: 'revenue_drop', source: 'engine', labels: {} };
const mostListed = 50;

/** Pick or describe an alert, and see at once who would be told of it, by which route, and why not the others. */
export function SimulatorPanel({ simulation, isDraft, onSubject }: SimulatorPanelProps) {
  const [alertId, setAlertId] = useState('');
  const [alert, setAlert] = useState(described);
  const [labelText, setLabelText] = useState('');
  const labels = readLabels(labelText);
  const recent = useRecentAlerts();
  const depict = (part: Partial<DescribedAlert>, text = labelText) => {
    const next = { ...alert, ...part };
    const read = readLabels(text);
    setAlert(next);
    setLabelText(text);
    onSubject(read && next.type.trim() !== '' ? { alert: { ...next, type: next.type.trim(), labels: read } } : null);
  };
  const pick = (id: string) => {
    setAlertId(id);
    if (id === '') depict({});
    else onSubject({ alertId: id });
  };
  const { data, error, isPending } = simulation;
  return (
    <Panel title="Who is told?" hint={isDraft ? 'by what you see here, not saved yet' : 'at this moment'}>
      <div className={styles.form}>
        <label className={styles.alert}>
          Alert
          <select className={styles.choice} value={alertId} onChange={({ target }) => pick(target.value)}>
            <option value="">As described below</option>
            {recent.map(({ id, title, severity, labels: own }) => (
              <option key={id} value={id}>
                {[`${severityWords[severity]}: ${title}`, ...Object.values(own)].join(' · ')}
              </option>
            ))}
          </select>
        </label>
        {alertId === '' && (
          <>
            <label>
              Severity
              <select
                className={styles.choice}
                value={alert.severity}
                onChange={({ target }) => depict({ severity: target.value as Severity })}
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
                value={alert.type}
                maxLength={200}
                onChange={({ target }) => depict({ type: target.value })}
              />
            </label>
            <datalist id="alert-types">
              {Object.keys(anomalyTypes).map((name) => (
                <option key={name} value={name}>
                  {titleOf(name)}
                </option>
              ))}
            </datalist>
            <label>
              Source
              <input
                className={field.input}
                value={alert.source}
                maxLength={200}
                onChange={({ target }) => depict({ source: target.value })}
              />
            </label>
            <label className={styles.labels}>
              Labels
              <input
                className={field.input}
                placeholder="region=eu, team=shop"
                value={labelText}
                aria-invalid={labels === null || undefined}
                onChange={({ target }) => depict({}, target.value)}
              />
            </label>
          </>
        )}
      </div>
      {labels === null && alertId === '' && (
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

/** The most urgent of the board, to be tried out. */
function useRecentAlerts() {
  const { api } = useServices();
  const { data } = useQuery({
    queryKey: queryKeys.simulationAlerts,
    queryFn: async ({ signal }) => (await api.alerts.list({ limit: mostListed, sort: 'urgency' }, { signal })).items,
  });
  return data ?? [];
}
