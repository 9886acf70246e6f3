import { plainText } from '../../core/notify/popUps/plainText.ts';

const longestLabel = 80;

/** Text for a menu entry: one line, cut, and with `&` as itself instead of the mark of a key. */
export function menuLabel(text: string): string {
  return plainText(text, longestLabel).replaceAll('&', '&&');
}
