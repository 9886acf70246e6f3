/** Names that are written otherwise than they are spelt. */
const written = new Map([
  ['pagerduty', 'PagerDuty'],
  ['email', 'E-mail'],
]);

/** A receiver's name for people: `slack-critical` → "Slack, critical". */
export function receiverTitle(name: string): string {
  const [kind = '', ...rest] = name.split('-');
  const title = written.get(kind) ?? kind.charAt(0).toUpperCase() + kind.slice(1);
  return rest.length === 0 ? title : `${title}, ${rest.join(' ')}`;
}
