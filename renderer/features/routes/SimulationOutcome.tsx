import { BellOff, Check, CircleDashed, LifeBuoy, X } from 'lucide-react';
import type { Simulation } from '../../../shared/delivery/simulation.ts';
import styles from './Simulator.module.css';

type Outcome = Simulation['receivers'][number]['outcome'];

const icons: Record<Outcome, typeof Check> = { told: Check, heldBack: BellOff, standsIn: LifeBuoy, notTold: X };
const words: Record<Outcome, string> = {
  told: 'told',
  heldBack: 'held back',
  standsIn: 'stands in',
  notTold: 'not told',
};
const order: Outcome[] = ['told', 'heldBack', 'standsIn', 'notTold'];

/** Every receiver with its why, and every route that was asked. */
export function SimulationOutcome({ simulation }: { simulation: Simulation }) {
  const { receivers, routes, escalation } = simulation;
  const sorted = [...receivers].sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome));
  const told = sorted.filter(({ outcome }) => outcome === 'told').map(({ name }) => name);
  return (
    <div aria-live="polite">
      <p>{told.length === 0 ? 'Nobody is told.' : `Told: ${told.join(', ')}.`}</p>
      {escalation && (
        <p className={styles.muted}>
          If nobody takes it within {escalation.afterMinutes} min: {escalation.receivers.join(', ')} (policy “
          {escalation.policy}”).
        </p>
      )}
      <h3 className={styles.group}>Receivers</h3>
      <ul className={styles.list}>
        {sorted.map(({ name, outcome, why }) => {
          const Icon = icons[outcome];
          return (
            <li key={name} className={styles.verdict} data-outcome={outcome}>
              <Icon aria-label={words[outcome]} />
              <b>{name}</b>
              <span>{why}</span>
            </li>
          );
        })}
      </ul>
      <h3 className={styles.group}>Routes, in the order in which they are asked</h3>
      <ol className={styles.list}>
        {routes.map(({ path, chosen, matched, why }) => {
          const Icon = chosen ? Check : matched ? CircleDashed : X;
          return (
            <li key={path.join('\n')} className={styles.verdict} data-chosen={chosen}>
              <Icon aria-label={chosen ? 'chosen' : matched ? 'matches' : 'does not match'} />
              <b>{path.join(' → ')}</b>
              <span>{why}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
