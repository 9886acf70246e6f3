import type { Severity } from '../../../shared/severity.ts';
import type { MailContent } from './mailText.ts';

/** The fills of the severities on screen. */
const fills: Record<Severity, string> = { critical: '#e5484d', high: '#f5852b', medium: '#e2b93b', low: '#4f9cf9' };

export function mailAsText({ heading, paragraphs, facts, items, links, footer }: MailContent): string {
  const parts = [
    heading,
    ...paragraphs,
    facts.map(([name, value]) => (name === '' ? value : `${name}: ${value}`)).join('\n'),
    items.map((item) => `- ${item}`).join('\n'),
    links.map(({ text, href }) => `${text}: ${href}`).join('\n'),
    footer.join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** No pictures, no scripts, colours that hold on light and on dark: it reads the same in every mail program. */
export function mailAsHtml({ severity, heading, paragraphs, facts, items, links, footer }: MailContent): string {
  const strip = severity === null ? '' : `<div style="height:4px;background:${fills[severity]}"></div>`;
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;opacity:.7">${escaped(name)}</td><td style="padding:2px 0">${escaped(value)}</td></tr>`,
  );
  const list = items.map((item) => `<li style="margin:2px 0">${escaped(item)}</li>`);
  const anchors = links.map(
    ({ text, href }) => `<a href="${escaped(href)}" style="margin-right:16px">${escaped(text)}</a>`,
  );
  return `<!doctype html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
<body style="font:14px/1.5 system-ui,sans-serif;max-width:40em;margin:0 auto;padding:16px">${strip}
<h1 style="font-size:20px;margin:16px 0 8px">${escaped(heading)}</h1>
${paragraphs.map((text) => `<p style="margin:8px 0;white-space:pre-line">${escaped(text)}</p>`).join('\n')}
${rows.length === 0 ? '' : `<table style="border-collapse:collapse;margin:12px 0">${rows.join('')}</table>`}
${list.length === 0 ? '' : `<ul style="padding-left:20px">${list.join('')}</ul>`}
${anchors.length === 0 ? '' : `<p>${anchors.join('')}</p>`}
<p style="opacity:.7;font-size:12px">${footer.map(escaped).join('<br>')}</p></body></html>`;
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (mark) => marks[mark] ?? mark);
