import { matchersInWords } from '../../../shared/delivery/matcherWords.ts';
import { Chip } from '../../components/Chip.tsx';
import { useSilencesOf } from './useSilences.ts';

/** Says that rows are narrowed to what one silence mutes, by the words of its conditions. */
export function SilenceChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data } = useSilencesOf([id]);
  const silence = data?.[0];
  return (
    <Chip onRemove={onRemove} removeLabel="the silence">
      Muted by: {silence ? matchersInWords(silence.matchers) : data ? 'a silence that is gone' : 'a silence'}
    </Chip>
  );
}
