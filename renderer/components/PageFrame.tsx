import type { ReactNode } from 'react';
import styles from './PageFrame.module.css';
import { Skeleton } from './Skeleton.tsx';

interface PageFrameProps {
  title: string;
  /** As wide as tables need it, as forms, or as text. */
  width?: 'wide' | 'form' | 'text';
  /** What the page is about, or how things stand, beside the title. */
  about?: ReactNode;
  /** Other than words beside the title: the parts of the page. */
  beside?: ReactNode;
  children: ReactNode;
}

/** A page under its title, in the middle of the window. */
export function PageFrame({ title, width = 'wide', about, beside, children }: PageFrameProps) {
  return (
    <div className={styles.page} data-width={width}>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {about && <p className={styles.about}>{about}</p>}
        {beside}
      </header>
      {children}
    </div>
  );
}

/** The shape of a page whose content is on its way; one block for each height in px. */
export function PageLoading({ label, heights }: { label: string; heights: readonly number[] }) {
  return (
    <div className={styles.loading} role="status" aria-label={label}>
      {heights.map((height, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: blocks have nothing but their place
        <Skeleton key={place} height={`${height}px`} />
      ))}
    </div>
  );
}
