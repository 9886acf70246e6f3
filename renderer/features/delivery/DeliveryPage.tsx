import type { ReactNode } from 'react';
import { PageFrame } from '../../components/PageFrame.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { RulesPanel } from '../deliveryRules/RulesPanel.tsx';
import { LedgerPanel } from '../ledger/LedgerPanel.tsx';
import { ReceiversPanel } from '../receivers/ReceiversPanel.tsx';
import { RoutesPanel } from '../routes/RoutesPanel.tsx';
import { PartSaveBar } from '../settingsPart/PartSaveBar.tsx';
import { WithSettings } from '../settingsPart/WithSettings.tsx';
import styles from './DeliveryPage.module.css';
import { type DeliveryEditor, useDeliveryEditor } from './editor/useDeliveryEditor.ts';

const tabs = { receivers: 'Receivers', routes: 'Routes', rules: 'Policies', log: 'Log' } as const;
type Tab = keyof typeof tabs;

const isTab = (text: string | null): text is Tab => text !== null && Object.hasOwn(tabs, text);

/** Where alerts go, why, and what became of every message. */
export function DeliveryPage() {
  const { search } = useLocation();
  const asked = new URLSearchParams(search).get('tab');
  const tab: Tab = isTab(asked) ? asked : 'receivers';
  return (
    <PageFrame
      title="Delivery"
      beside={
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
      }
    >
      {tab === 'log' ? (
        <LedgerPanel />
      ) : (
        <WithSettings loading="Loading the settings of delivery" heights={[320]}>
          {(view) => <Editor tab={tab} view={view} />}
        </WithSettings>
      )}
    </PageFrame>
  );
}

const panels: Record<Exclude<Tab, 'log'>, (props: { editor: DeliveryEditor }) => ReactNode> = {
  receivers: ReceiversPanel,
  routes: RoutesPanel,
  rules: RulesPanel,
};

function Editor({ tab, view }: { tab: keyof typeof panels; view: Parameters<typeof useDeliveryEditor>[0] }) {
  const editor = useDeliveryEditor(view);
  const Part = panels[tab];
  return (
    <>
      <Part editor={editor} />
      <PartSaveBar editor={editor} />
    </>
  );
}
