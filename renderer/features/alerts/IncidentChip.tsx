import { useServices } from '../../services.tsx';
import { alertsPath } from './alertFilter.ts';
import styles from './IncidentChip.module.css';

/** How many others belong to the same incident, as the way to all of them; nothing where there is none. `size` null: not known yet. */
export function IncidentChip({ id, size }: { id: string; size: number | null }) {
  const { router } = useServices();
  if (size !== null && size < 2) return null;
  return (
    <a
      className={styles.chip}
      href={router.link(alertsPath({ incident: id })).href}
      title="Alerts of the same minutes that belong together"
      data-action="incident"
      tabIndex={-1}
    >
      {size === null ? 'related' : `+${size - 1} related`}
    </a>
  );
}
