import { Compass } from 'lucide-react';
import { EmptyState } from '../components/EmptyState.tsx';
import { Link } from '../routing/Link.tsx';
import styles from './NotFoundPage.module.css';

export function NotFoundPage() {
  return (
    <>
      <h1 className="visuallyHidden">Not found</h1>
      <EmptyState
        icon={<Compass />}
        title="There is no such page"
        actions={
          <Link to="/" className={styles.link}>
            To the Board
          </Link>
        }
      >
        The address may be from an older version, or cut short.
      </EmptyState>
    </>
  );
}
