import { isIPv6 } from 'node:net';
import { placeholder } from './placeholders.ts';

const urls = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s"'<>`\\]+)/gi;
const pathQueries = /((?:^|[\s"'(=])\/[^\s"'<>?]*\?)[^\s"'<>]+/g;
const emails =
  /(?:"[^"\s@]{1,64}"|[^\s<>()[\]{},;:"'`\\=@/%?&][^\s<>()[\]{},;:"`\\=@/%?&]{0,63})(?:@|%40)(?:(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]{0,61}[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]{2,59}|\p{L}{2,63})|\[[0-9a-f:.]{2,45}\]|\d{1,3}(?:\.\d{1,3}){3}|localhost)/giu;
const ipv4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\d|\.\d)/g;
const ipv6Runs = /[0-9a-f]{0,4}:[0-9a-f:.]*/gi;
const longestIpv6 = 45;

/** Takes out who and where: e-mail and IP addresses, what URLs carry beside host and path. */
export function scrubAddresses(text: string): string {
  const plain = text
    .replace(urls, (_whole, scheme: string, rest: string) => scheme + withoutQuery(withoutUser(rest)))
    .replace(pathQueries, `$1${placeholder.secret}`)
    .replace(emails, placeholder.email);
  return withoutIpv6(plain).replace(ipv4, (address) => (isIpv4(address) ? placeholder.address : address));
}

/** The part before the last `@` of the authority; a password that holds a slash ends the authority early. */
function withoutUser(rest: string): string {
  const usual = rest.replace(/^[^/]*@/, '');
  return usual === rest ? rest.replace(/^[^/@]+:(?!\d{1,5}(?:\/|$))[^@]*@/, '') : usual;
}

function withoutQuery(rest: string): string {
  return rest.replace(/([?#])[\s\S]+$/, `$1${placeholder.secret}`);
}

const isIpv4 = (text: string) => text.split('.').every((part) => Number(part) <= 255);

function withoutIpv6(text: string): string {
  return text.replace(ipv6Runs, (run: string, offset: number) => {
    let clean = '';
    for (let start = 0; start < run.length; ) {
      const end = isWordAt(text, offset + start - 1) ? start : endOfIpv6(run, start, text, offset);
      if (end > start) clean += placeholder.address;
      else clean += run.charAt(start);
      start = Math.max(end, start + 1);
    }
    return clean;
  });
}

/** The end of the longest address that begins at `start` of a run that stands at `offset` of the text; `start`: there is none. */
function endOfIpv6(run: string, start: number, text: string, offset: number): number {
  for (let end = Math.min(run.length, start + longestIpv6); end > start + 1; end--) {
    if (!isWordAt(text, offset + end) && isIPv6(run.slice(start, end))) return end;
  }
  return start;
}

const isWordAt = (text: string, position: number) => /\w/.test(text.charAt(position));
