import type { Report } from '../../../shared/delivery/report.ts';
import { Panel } from '../../components/Panel.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import { labelWords } from './labelWords.ts';
import styles from './ReportPage.module.css';

/** What fired most often, whatever the episode: where a limit may want another value. */
export function NoisiestPanel({ report }: { report: Report }) {
  const format = useValueFormat();
  const { from, to, noisiest } = report;
  return (
    <Panel title="Noisiest" hint="same type and labels">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Alerts</th>
            <th scope="col">Messages</th>
          </tr>
        </thead>
        <tbody>
          {noisiest.map(({ type, title, labels, alerts, messages }) => (
            <tr key={`${type} ${JSON.stringify(labels)}`}>
              <th scope="row">
                <Link to={alertsPath({ from, to, type: [type], q: searchFor(labels) })}>{title}</Link>{' '}
                <span className={styles.labels}>{labelWords(labels)}</span>
              </th>
              <td>{format.count(alerts)}</td>
              <td>{format.count(messages)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** The list knows no filter by labels; their most telling value, as a search, comes near. */
function searchFor(labels: Readonly<Record<string, string>>): string {
  return Object.values(labels).reduce((longest, value) => (value.length > longest.length ? value : longest), '');
}
