import type { Alert } from '../../../shared/alert.ts';
import { Link } from '../../routing/Link.tsx';
import { useServices } from '../../services.tsx';
import { useSettingsView } from '../setup/useSettingsView.ts';
import styles from './RuleLink.module.css';
import { ruleOfAlert } from './ruleOfAlert.ts';
import { rulePath } from './rulePath.ts';

/** Where the rule that found an alert can be changed; nothing for other alerts, and from inside another page. */
export function RuleLink({ alert }: { alert: Alert }) {
  const { router } = useServices();
  const isOfRule = alert.source === 'metrics' || alert.source === 'rules';
  return isOfRule && router.home === null ? <Found alert={alert} /> : null;
}

function Found({ alert }: { alert: Alert }) {
  const { data } = useSettingsView();
  const name = data ? ruleOfAlert(alert, data.settings.metrics) : null;
  return name === null ? null : (
    <p className={styles.link}>
      <Link to={rulePath(name)}>Rule</Link>
    </p>
  );
}
