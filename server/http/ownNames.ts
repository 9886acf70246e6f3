import { hostname, networkInterfaces } from 'node:os';
import type { GuardOptions } from './guard.ts';

const anyAddress = new Set(['0.0.0.0', '::', '[::]']);

/** By what names this host may be called: the address it listens on, and the dashboard's address as set right now. */
export function ownNames(
  listenHost: string,
  dashboardUrl: () => string,
): Pick<GuardOptions, 'isOwnName' | 'isOwnOrigin'> {
  const names = new Set(anyAddress.has(listenHost) ? machineNames() : [bracketed(listenHost).toLowerCase()]);
  const dashboard = () => (URL.canParse(dashboardUrl()) ? new URL(dashboardUrl()) : null);
  return {
    isOwnName: (name) => names.has(name) || dashboard()?.hostname === name,
    isOwnOrigin: (origin) => dashboard()?.origin === origin,
  };
}

/** Where a browser finds a host that listens there; without a trailing slash. */
export function addressOf(listenHost: string, port: number): string {
  const name = anyAddress.has(listenHost) ? '127.0.0.1' : bracketed(listenHost);
  return `http://${name}:${port}`;
}

function machineNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((entries) => entries ?? []);
  return [hostname().toLowerCase(), ...addresses.map(({ address }) => bracketed(address.split('%')[0] ?? ''))];
}

function bracketed(address: string): string {
  return address.includes(':') && !address.startsWith('[') ? `[${address}]` : address;
}
