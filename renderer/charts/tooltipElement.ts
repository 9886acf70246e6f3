import styles from './tooltip.module.css';

export interface TooltipRow {
  label: string;
  value: string;
  /** Colour of the mark before the label; no mark when absent. */
  colour?: string;
}

/** A chart's tooltip as an element; text is set as text, so that no alert type or label can become markup. */
export function tooltipElement(title: string, rows: readonly TooltipRow[]): HTMLElement {
  const root = element('div', styles.tooltip);
  root.append(element('div', styles.title, title));
  for (const row of rows) {
    const line = element('div', styles.row);
    if (row.colour) {
      const mark = element('span', styles.mark);
      mark.style.background = row.colour;
      line.append(mark);
    }
    line.append(element('span', styles.label, row.label), element('span', styles.value, row.value));
    root.append(line);
  }
  return root;
}

function element(tag: string, className: string | undefined, text?: string): HTMLElement {
  const created = document.createElement(tag);
  if (className) created.className = className;
  if (text !== undefined) created.textContent = text;
  return created;
}
