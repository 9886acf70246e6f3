import type { PopUp } from '../../../shared/popUp.ts';
import { severityWords } from '../../components/severityWords.ts';

/** The host's title with the word of the severity apart, so that the shape can stand before it and it is not said twice. */
export function bannerTitle({ severity, title }: Pick<PopUp, 'severity' | 'title'>): {
  word: string | null;
  rest: string;
} {
  if (severity === null) return { word: null, rest: title };
  const start = `${severityWords[severity]} · `;
  return title.startsWith(start)
    ? { word: severityWords[severity], rest: title.slice(start.length) }
    : { word: null, rest: title };
}
