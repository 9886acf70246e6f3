import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { LearnedQuery } from '../../../../shared/learning/learningSettings.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { OpenableRow } from '../../settingsPart/OpenableRow.tsx';
import { querySentence, queryTitle } from './queryWords.ts';

interface QueryRowProps {
  query: LearnedQuery;
  open: boolean;
  /** How many of its values are not right. */
  wrong: number;
  onToggle: () => void;
  onSwitch: (enabled: boolean) => void;
  onRemove: () => void;
  /** Its editor, drawn when it is open. */
  children: ReactNode;
}

/** One query: what it is called, how often it is asked, whether it is on, and below it its editor. */
export function QueryRow({ query, onRemove, ...rest }: QueryRowProps) {
  const title = queryTitle(query);
  return (
    <OpenableRow
      {...rest}
      title={title}
      enabled={query.enabled}
      sentence={querySentence(query)}
      tools={<IconButton label={`Remove ${title}`} icon={<Trash2 />} onClick={onRemove} />}
    />
  );
}
