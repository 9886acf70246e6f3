import type { Settings } from '../../../shared/settings.ts';
import { isUnencryptedAddress } from '../../../shared/webAddress.ts';
import { readAddress } from './readAddress.ts';

/** How the password and the data would travel; `refused`: they would not, for plain http is not allowed. */
export type Transport = 'encrypted' | 'sameMachine' | 'readable' | 'refused';

/** Null where there is no address, or none that could be used. */
export function transportOf({
  url,
  allowUnencrypted,
}: Pick<Settings['connection'], 'url' | 'allowUnencrypted'>): Transport | null {
  const address = readAddress(url.trim());
  if (address?.protocol === 'https:') return 'encrypted';
  if (address?.protocol !== 'http:') return null;
  if (!isUnencryptedAddress(url.trim(), readAddress)) return 'sameMachine';
  return allowUnencrypted ? 'readable' : 'refused';
}
