import { Skeleton } from '../components/Skeleton.tsx';
import styles from './PageSkeleton.module.css';

/** A page whose code is on its way. */
export function PageSkeleton() {
  return (
    <div className={styles.page} role="status" aria-label="Loading">
      <Skeleton width="160px" height="24px" />
      <Skeleton height="120px" />
      <Skeleton height="220px" />
    </div>
  );
}
