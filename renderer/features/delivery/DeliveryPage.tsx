import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { LedgerPanel } from '../ledger/LedgerPanel.tsx';
import styles from './DeliveryPage.module.css';
import { ReceiversPanel } from './ReceiversPanel.tsx';
import { SimulatorPanel } from './SimulatorPanel.tsx';

const tabs = { receivers: 'Receivers', try: 'Who is told?', log: 'Log' } as const;
type Tab = keyof typeof tabs;

const isTab = (text: string | null): text is Tab => text !== null && Object.hasOwn(tabs, text);

/** Where alerts go, why, and what became of every message. */
export function DeliveryPage() {
  const { search } = useLocation();
  const asked = new URLSearchParams(search).get('tab');
  const tab: Tab = isTab(asked) ? asked : 'receivers';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>Delivery</h1>
        <nav className={styles.tabs} aria-label="Parts of Delivery">
          {(Object.keys(tabs) as Tab[]).map((name) => (
            <Link
              key={name}
              to={name === 'receivers' ? pathOf.delivery : `${pathOf.delivery}?tab=${name}`}
              className={styles.tab}
              aria-current={name === tab ? 'page' : undefined}
            >
              {tabs[name]}
            </Link>
          ))}
        </nav>
      </header>
      {tab === 'receivers' && <ReceiversPanel />}
      {tab === 'try' && <SimulatorPanel />}
      {tab === 'log' && <LedgerPanel />}
    </div>
  );
}
