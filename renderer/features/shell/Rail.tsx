import {
  Bell,
  BellOff,
  CalendarClock,
  FileChartColumn,
  HeartPulse,
  LayoutDashboard,
  Send,
  SlidersHorizontal,
} from 'lucide-react';
import { Link } from '../../routing/Link.tsx';
import { type Page, pathOf } from '../../routing/route.ts';
import styles from './Rail.module.css';

const places = [
  { page: 'board', label: 'Board', Icon: LayoutDashboard },
  { page: 'alerts', label: 'Alerts', Icon: Bell },
  { page: 'quiet', label: 'Quiet', Icon: BellOff },
  { page: 'delivery', label: 'Delivery', Icon: Send },
  { page: 'jobs', label: 'Jobs', Icon: CalendarClock },
  { page: 'report', label: 'Report', Icon: FileChartColumn },
  { page: 'health', label: 'Health', Icon: HeartPulse },
  { page: 'setup', label: 'Setup', Icon: SlidersHorizontal },
] as const;

/** Pages without a place of their own, and where one is while on them. */
const placeOf: Partial<Record<Page, Page>> = { rules: 'setup', learning: 'setup' };

/** Where one can go; at the bottom of narrow screens, in reach of the thumb. */
export function Rail({ page }: { page: Page }) {
  const current = placeOf[page] ?? page;
  return (
    <nav className={styles.rail} aria-label="Pages">
      {places.map(({ page: place, label, Icon }) => (
        <Link
          key={place}
          to={pathOf[place]}
          className={styles.place}
          aria-current={current !== place ? undefined : current === page ? 'page' : 'true'}
        >
          <Icon aria-hidden="true" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
