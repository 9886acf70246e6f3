import styles from './Skeleton.module.css';

interface SkeletonProps {
  /** CSS lengths; the width defaults to all there is. */
  width?: string;
  height?: string;
  round?: boolean;
}

/** The place of something that is still being fetched. */
export function Skeleton({ width = '100%', height = '1em', round = false }: SkeletonProps) {
  return (
    <span className={styles.skeleton} data-round={round || undefined} style={{ width, height }} aria-hidden="true" />
  );
}
