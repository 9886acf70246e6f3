import styles from './Kbd.module.css';

/** A key, as a hint beside what it does. Hidden where there is no keyboard to press. */
export function Kbd({ children }: { children: string }) {
  return <kbd className={styles.key}>{children}</kbd>;
}
