import type { ReadAddress } from '../../../shared/webAddress.ts';

/** The browser's reading of an address. */
export const readAddress: ReadAddress = (value) => (URL.canParse(value) ? new URL(value) : null);
