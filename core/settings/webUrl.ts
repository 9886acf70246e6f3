import {
  connectionAddressProblem,
  isLoopback,
  isUnencryptedAddress,
  type ReadAddress,
  webhookAddressProblem,
} from '../../shared/webAddress.ts';

export { isLoopback };

/** Node's reading of an address. */
export const readUrl: ReadAddress = (value) => (URL.canParse(value) ? new URL(value) : null);

export const webhookUrlProblem = (value: string): string | null => webhookAddressProblem(value, readUrl);

export const connectionUrlProblem = (value: string): string | null => connectionAddressProblem(value, readUrl);

/** True when ClickHouse would be reached over plain HTTP beyond this machine. */
export const isUnencrypted = (connectionUrl: string): boolean => isUnencryptedAddress(connectionUrl, readUrl);
