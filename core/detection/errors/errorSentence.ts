import { type ErrorGroup, errorWindowMs } from './errorGroup.ts';

const windowMinutes = errorWindowMs / 60_000;
const messageLength = 300;

/** "37 ValidationError in fetcher · parse in 5 min (7.4 a minute): price is missing." */
export function errorSentence(group: ErrorGroup): string {
  const { count, errorType, component, operation, lastMessage } = group;
  const what = errorType || (count === 1 ? 'error' : 'errors');
  const place = [component, operation].filter((part) => part !== '').join(' · ');
  const where = place === '' ? '' : ` in ${place}`;
  const counted = `${count.toLocaleString('en-US')} ${what}${where} in ${windowMinutes} min (${rateOf(count)})`;
  if (lastMessage === '') return `${counted}.`;
  const message =
    lastMessage.length <= messageLength ? lastMessage : `${lastMessage.slice(0, messageLength - 1).trimEnd()}…`;
  return `${counted}: ${message}${/[.!?…]$/.test(message) ? '' : '.'}`;
}

/** "7.4 a minute" */
export function rateOf(count: number): string {
  return `${(count / windowMinutes).toLocaleString('en-US', { maximumFractionDigits: 1 })} a minute`;
}
