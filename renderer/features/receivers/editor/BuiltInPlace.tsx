import type { ReceiverKind } from '../../../../shared/delivery/receiverSettings.ts';
import { Link } from '../../../routing/Link.tsx';
import { pathOf } from '../../../routing/route.ts';
import styles from './ReceiverEditor.module.css';

const places: Record<ReceiverKind, { section: string; title: string } | null> = {
  slackWebhook: { section: 'slack', title: 'Slack' },
  slackBot: { section: 'slack', title: 'Slack' },
  pagerDuty: { section: 'pagerduty', title: 'PagerDuty' },
  email: { section: 'mail', title: 'E-mail' },
  desktop: { section: 'pop-ups', title: 'Pop-ups' },
  browser: { section: 'pop-ups', title: 'Pop-ups' },
  webhook: null,
};

/** Where a built-in receiver is set up. */
export function BuiltInPlace({ kind }: { kind: ReceiverKind }) {
  const place = places[kind];
  if (place === null) return null;
  const popsUp = place.section === 'pop-ups';
  return (
    <p className={styles.note}>
      {popsUp ? 'What pops up, and when it keeps quiet, is set in ' : 'Its address and secrets are set in '}
      <Link to={`${pathOf.setup}#${place.section}`}>Setup → {place.title}</Link>.
    </p>
  );
}
