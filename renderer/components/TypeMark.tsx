import { Icon } from 'lucide-react';
import { iconOf, titleOf } from '../../shared/anomalyTypes.ts';
import styles from './TypeMark.module.css';

interface TypeMarkProps {
  type: string;
  /** What is written beside the icon instead of the type's title. */
  word?: string;
}

/** Icon and word of a type of alert. */
export function TypeMark({ type, word = titleOf(type) }: TypeMarkProps) {
  return (
    <span className={styles.mark}>
      <Icon className={styles.icon} iconNode={iconOf(type).map((d) => ['path', { d, key: d }])} aria-hidden="true" />
      <span>{word}</span>
    </span>
  );
}
