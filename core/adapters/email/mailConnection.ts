import { isLoopback } from '../../settings/webUrl.ts';

const implicitTlsPort = 465;

/** Passwords and alerts leave this machine only over a safe connection: from the first byte, or by STARTTLS as a must. */
export function mailConnection(host: string, port: number): { secure: boolean; requireTLS: boolean } {
  const secure = port === implicitTlsPort;
  return { secure, requireTLS: !secure && !isLoopback(host) };
}
