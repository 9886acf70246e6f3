import type { OutboxLine } from '../../../shared/diagnostics.ts';
import type { Health } from '../../../shared/health.ts';
import { Panel } from '../../components/Panel.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import table from '../../components/Table.module.css';
import { pathOf } from '../../routing/route.ts';
import { receiverTitle } from '../alertDetail/receiverTitle.ts';
import styles from './cells.module.css';
import { Facts } from './Facts.tsx';
import { receiverStep } from './nextStep.ts';
import { StepLink } from './StepLink.tsx';
import { Until } from './Until.tsx';

/** What waits to be sent and what was given up. */
export function OutboxPanel({ outbox, lines }: { outbox: Health['outbox']; lines: readonly OutboxLine[] }) {
  return (
    <Panel
      title="Outbox"
      hint="last 24 h"
      actions={<StepLink step={{ label: 'Delivery → Log', to: `${pathOf.delivery}?tab=log` }} />}
    >
      <Facts
        facts={[
          { label: 'Waiting', value: outbox.pending },
          { label: 'Sent', value: outbox.sent },
          { label: 'Given up', value: outbox.failed },
        ]}
      />
      {lines.length > 0 && (
        <table className={table.table} data-narrow="2">
          <thead>
            <tr>
              <th scope="col">Receiver</th>
              <th scope="col" className={table.number}>
                Waiting
              </th>
              <th scope="col">Oldest</th>
              <th scope="col">Next attempt</th>
              <th scope="col" className={table.number}>
                Given up
              </th>
            </tr>
          </thead>
          {lines.map((line) => (
            <OutboxRows key={line.receiver} line={line} />
          ))}
        </table>
      )}
    </Panel>
  );
}

function OutboxRows({ line }: { line: OutboxLine }) {
  return (
    <tbody>
      <tr>
        <th scope="row">{receiverTitle(line.receiver)}</th>
        <td className={table.number} data-label="Waiting">
          {line.waiting}
        </td>
        <td data-label="Oldest">{line.oldestAt === null ? '–' : <RelativeTime at={line.oldestAt} suffix=" ago" />}</td>
        <td data-label="Next attempt">{line.nextAttemptAt === null ? '–' : <Until at={line.nextAttemptAt} />}</td>
        <td className={table.number} data-label="Given up">
          {line.failed}
        </td>
      </tr>
      {line.lastFailure && (
        <tr>
          <td className={table.more} colSpan={5}>
            <p className={styles.error}>
              {line.lastFailure}
              <StepLink step={receiverStep(line.receiver)} />
            </p>
          </td>
        </tr>
      )}
    </tbody>
  );
}
