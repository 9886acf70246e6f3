import type { ComponentProps } from 'react';
import styles from './CheckBox.module.css';

interface CheckBoxProps extends Omit<ComponentProps<'input'>, 'type' | 'className' | 'aria-label'> {
  label: string;
  /** Some of what it stands for is chosen. */
  partly?: boolean;
}

/** A checkbox that fills its cell, so that a thumb or a hurried pointer hits it. */
export function CheckBox({ label, partly = false, ...rest }: CheckBoxProps) {
  return (
    <input
      {...rest}
      type="checkbox"
      className={styles.box}
      aria-label={label}
      ref={(box) => {
        if (box) box.indeterminate = partly;
      }}
    />
  );
}
