import { RadioTower } from 'lucide-react';
import type { SettingsView } from '../../../shared/settings.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { ConnectForm } from './ConnectForm.tsx';
import { DemoOffer } from './DemoOffer.tsx';
import styles from './WelcomePage.module.css';

interface WelcomePageProps {
  view: SettingsView;
  onSaving: () => void;
  onStarted: () => void;
}

/** Nothing is set up yet: what this is, and the two ways to have something to watch. */
export function WelcomePage({ view, onSaving, onStarted }: WelcomePageProps) {
  const { preferences } = useServices();
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <RadioTower aria-hidden="true" />
        <h1 className={styles.title}>Welcome to Watchkeeper</h1>
        <p className={styles.words}>
          Every {view.settings.cycle.intervalSeconds} seconds it asks your ClickHouse whether something is wrong with
          the shop, and tells you and Slack when there is. <b>Nothing is watched yet:</b> until it has a ClickHouse, no
          alert can come.
        </p>
      </header>
      <Panel title="Connect your ClickHouse">
        <ConnectForm view={view} onSaving={onSaving} onStarted={onStarted} />
      </Panel>
      <Panel title="Or look around first">
        <DemoOffer />
      </Panel>
      <footer className={styles.foot}>
        <p>
          How you are told – pop-ups, sounds, quiet hours – is in{' '}
          <Link to={`${pathOf.setup}#pop-ups`}>Setup → Pop-ups</Link>; webhooks are in{' '}
          <Link to={`${pathOf.setup}#slack`}>Setup → Slack</Link>.
        </p>
        <Button kind="quiet" onClick={() => preferences.setState({ welcomed: true })}>
          Skip
        </Button>
      </footer>
    </div>
  );
}
