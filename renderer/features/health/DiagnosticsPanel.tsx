import type { Diagnostics } from '../../../shared/diagnostics.ts';
import { Panel } from '../../components/Panel.tsx';
import { diagnosticFacts } from './diagnosticFacts.ts';
import styles from './entries.module.css';
import { Facts } from './Facts.tsx';
import { KeepDiagnostics } from './KeepDiagnostics.tsx';
import { usePermissionFact } from './usePermissionFact.ts';

/** Versions, folder, secrets and pop-ups: what somebody asks for who is to help, also as a file. */
export function DiagnosticsPanel({ diagnostics }: { diagnostics: Diagnostics }) {
  const permission = usePermissionFact();
  return (
    <Panel title="Diagnostics" actions={<KeepDiagnostics diagnostics={diagnostics} />}>
      <Facts facts={[...diagnosticFacts(diagnostics), ...permission]} />
      {diagnostics.clickhouse?.problem && <p className={styles.note}>{diagnostics.clickhouse.problem}</p>}
      {diagnostics.settingsProblems.map((problem) => (
        <p key={problem} className={styles.error}>
          {problem}
        </p>
      ))}
    </Panel>
  );
}
