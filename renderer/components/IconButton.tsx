import type { ComponentProps, ReactNode } from 'react';
import styles from './IconButton.module.css';

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** What it does: its accessible name and its hint. */
  label: string;
  icon: ReactNode;
  shortcut?: string;
  pressed?: boolean;
}

export function IconButton({ label, icon, shortcut, pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={shortcut ? `${label} (${shortcut})` : label}
      {...rest}
      className={[styles.button, className].filter(Boolean).join(' ')}
      aria-label={label}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
    >
      {icon}
    </button>
  );
}
