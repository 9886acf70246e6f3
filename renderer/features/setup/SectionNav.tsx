import { useEffect } from 'react';
import type { HostView } from '../../../shared/hostView.ts';
import styles from './SectionNav.module.css';

const sections = {
  connection: 'Connection',
  checks: 'Checks',
  detection: 'Detection',
  rules: 'Rules',
  learning: 'Learning',
  signals: 'Other signals',
  'pop-ups': 'Pop-ups',
  slack: 'Slack',
  pagerduty: 'PagerDuty',
  mail: 'E-mail',
  limits: 'Not nagging',
  desktop: 'Desktop app',
  secrets: 'Secrets',
  appearance: 'Appearance',
  about: 'About',
} as const;
export type SectionId = keyof typeof sections;

/** The parts of the page, each one click away. `host` is null until it is known which parts there are. */
export function SectionNav({ host }: { host: HostView | null }) {
  const complete = host !== null;
  // The page came after its address: the browser has looked for the place in vain.
  useEffect(() => {
    if (complete) document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
  }, [complete]);
  const shown = (Object.keys(sections) as SectionId[]).filter((id) => id !== 'desktop' || host?.kind === 'desktop');
  return (
    <nav className={styles.nav} aria-label="Parts of Setup">
      {shown.map((id) => (
        <a key={id} href={`#${id}`} className={styles.link}>
          {sections[id]}
        </a>
      ))}
    </nav>
  );
}
