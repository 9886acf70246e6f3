/**
 * A number as people type it: a comma or a point before the decimals. NaN: none, or one that can be read two ways
 * (`1,500`), since a limit a thousand times too small would go unnoticed.
 */
export function readNumber(text: string): number {
  const typed = text.trim().replace('−', '-');
  if (!/^[+-]?(\d+([.,]\d*)?|[.,]\d+)$/.test(typed)) return Number.NaN;
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(typed)) return Number.NaN;
  return Number(typed.replace(',', '.'));
}
