/** Every style of the interface as one text, for a shadow root; put in its place when the script is built. */
declare const __BOARD_STYLES__: string;

let sheet: CSSStyleSheet | null = null;

/** One sheet for all elements; a constructed one, which no content security policy forbids. */
export function boardStyles(): CSSStyleSheet {
  if (sheet === null) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(__BOARD_STYLES__);
  }
  return sheet;
}
