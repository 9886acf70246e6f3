import { formatDuration } from '../../../shared/formatDuration.ts';
import type { DigestMessage } from '../notifier.ts';

/** Over everything else in a digest of what could not be delivered before; else it would read like a storm. Null: it was none. */
export function outageHeadline({ messages, outageMs }: DigestMessage): string | null {
  if (outageMs === null) return null;
  return `${messages.length} alerts while this could not be delivered, delayed up to ${formatDuration(outageMs)}`;
}
