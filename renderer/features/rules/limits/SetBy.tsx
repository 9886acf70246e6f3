import { Lock } from 'lucide-react';
import { Fragment } from 'react';
import styles from './LimitsPanel.module.css';

/** A value that cannot be changed here, and what decides it. */
export function SetBy({ variable }: { variable: string }) {
  return (
    <span className={styles.setBy}>
      <Lock aria-hidden="true" />
      <span>
        set by{' '}
        <code>
          {variable.split(/(?<=_)/).map((part) => (
            <Fragment key={part}>
              {part}
              <wbr />
            </Fragment>
          ))}
        </code>
      </span>
    </span>
  );
}
