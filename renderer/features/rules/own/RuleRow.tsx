import { Copy, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { OwnRule } from '../../../../shared/signals/ownRule.ts';
import { IconButton } from '../../../components/IconButton.tsx';
import { SeverityShape } from '../../../components/SeverityShape.tsx';
import { OpenableRow } from '../../settingsPart/OpenableRow.tsx';
import { ruleSentence, ruleTitle } from '../words/ruleSentence.ts';

interface RuleRowProps {
  rule: OwnRule;
  currency: string;
  open: boolean;
  /** The address leads to it. */
  asked: boolean;
  /** How many of its values are not right. */
  wrong: number;
  /** What the host says of it as it is saved; null: nothing. */
  note: string | null;
  onToggle: () => void;
  onSwitch: (enabled: boolean) => void;
  onDuplicate: (() => void) | null;
  onRemove: () => void;
  /** Its editor, drawn when it is open. */
  children: ReactNode;
}

/** One rule: what it says in words, whether it is on, and below it its editor. */
export function RuleRow(props: RuleRowProps) {
  const { rule, currency, asked, onDuplicate, onRemove, ...rest } = props;
  const row = useRef<HTMLLIElement>(null);
  const askedAtFirst = useRef(asked);
  useEffect(() => {
    if (!askedAtFirst.current) return;
    // The page goes to its own top first.
    const frame = requestAnimationFrame(() => row.current?.scrollIntoView({ block: 'start' }));
    return () => cancelAnimationFrame(frame);
  }, []);
  const title = ruleTitle(rule);
  return (
    <OpenableRow
      {...rest}
      ref={row}
      title={title}
      enabled={rule.enabled}
      sentence={
        <>
          <SeverityShape severity={rule.severity} hollow={!rule.enabled} />
          <span>{ruleSentence(rule, currency)}</span>
        </>
      }
      tools={
        <>
          <IconButton
            label={`Duplicate ${title}`}
            icon={<Copy />}
            disabled={onDuplicate === null}
            onClick={() => onDuplicate?.()}
          />
          <IconButton label={`Remove ${title}`} icon={<Trash2 />} onClick={onRemove} />
        </>
      }
    />
  );
}
