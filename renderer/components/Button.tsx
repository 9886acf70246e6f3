import type { ComponentProps, ReactNode } from 'react';
import styles from './Button.module.css';
import { Kbd } from './Kbd.tsx';

interface ButtonProps extends ComponentProps<'button'> {
  /** `primary`: the one thing to do here; `quiet`: no edge until pointed at; `danger`: cannot be taken back. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'small' | 'medium';
  icon?: ReactNode;
  /** Key that does the same, shown beside the label. */
  shortcut?: string;
  /** Shown as working and not to be pressed again. */
  busy?: boolean;
}

export function Button({
  kind = 'plain',
  size = 'medium',
  icon,
  shortcut,
  busy = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={[styles.button, className].filter(Boolean).join(' ')}
      data-kind={kind}
      data-size={size}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
    >
      {icon}
      {children}
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </button>
  );
}
