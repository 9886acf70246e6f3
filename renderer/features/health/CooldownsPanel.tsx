import { useState } from 'react';
import type { Diagnostics } from '../../../shared/diagnostics.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import table from '../../components/Table.module.css';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import { receiverTitle } from '../alertDetail/receiverTitle.ts';
import styles from './cells.module.css';
import { Until } from './Until.tsx';

const shownAtFirst = 8;

/** What was told so short a while ago that it is counted and not told again. */
export function CooldownsPanel({ cooldowns: { items, more } }: { cooldowns: Diagnostics['cooldowns'] }) {
  const format = useValueFormat();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, shownAtFirst);
  return (
    <Panel title="Cooldowns" hint="told a short while ago: only worse is told again">
      {items.length === 0 && <p className={styles.none}>Nothing is cooling down.</p>}
      {items.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Alert</th>
              <th scope="col">Told as</th>
              <th scope="col">Receiver</th>
              <th scope="col" className={table.number}>
                Ends
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ alertId, title, severity, receiver, until }) => (
              <tr key={`${alertId} ${receiver}`}>
                <th scope="row">
                  <Link to={alertPath(alertId)}>{title}</Link>
                </th>
                <td>
                  <SeverityMark severity={severity} />
                </td>
                <td>{receiverTitle(receiver)}</td>
                <td className={table.number}>
                  <Until at={until} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {items.length > shown.length && (
        <Button size="small" kind="quiet" onClick={() => setAll(true)}>
          Show all {format.count(items.length)}
        </Button>
      )}
      {all && more > 0 && <p className={styles.none}>And {format.count(more)} more.</p>}
    </Panel>
  );
}
