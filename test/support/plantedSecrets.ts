import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Secrets that are easy to find again, with characters that every way of writing text treats in its own way. */
export const planted = {
  password: 'PLANTED-pässword"=\\/+x',
  typed: 'PLANTED-typed-for-a-test',
  critical: 'PLANTEDcritical/T0/B0',
  general: 'PLANTEDgeneral/T0/B1',
  passphrase: 'PLANTED passphrase ☂',
} as const;

/** One of every kind that there is, by the variable or name that sets it; nothing answers where they lead. */
export const plantedEverywhere = {
  environment: {
    CLICKHOUSE_PASSWORD: planted.password,
    WATCHKEEPER_PASSPHRASE: planted.passphrase,
    WATCHKEEPER_TOKEN: 'PLANTED-access-token-0123456789',
    SLACK_WEBHOOK_URL: 'http://127.0.0.1:9/services/PLANTEDT0/B0/PLANTEDgeneralkey0123456',
    SLACK_WEBHOOK_CRITICAL: 'http://127.0.0.1:9/services/PLANTEDT0/B1/PLANTEDcriticalkey012345',
    SLACK_WEBHOOK_REVENUE: 'http://127.0.0.1:9/services/PLANTEDT0/B2/PLANTEDrevenuekey0123456',
    SLACK_WEBHOOK_TECHNICAL: 'http://127.0.0.1:9/services/PLANTEDT0/B3/PLANTEDtechnicalkey01234',
    SLACK_BOT_TOKEN: 'xoxb-PLANTED-0123456789-bot',
    SLACK_APP_TOKEN: 'xapp-PLANTED-0123456789-app',
    PAGERDUTY_INTEGRATION_KEY: 'PLANTEDpagerdutyroutingkey012345',
    SMTP_PASSWORD: 'PLANTED mail password',
    SENTRY_DSN: 'http://PLANTEDsentrykey0123456789abcdef@127.0.0.1:9/2',
  },
  stored: {
    heartbeatUrl: 'http://127.0.0.1:9/ping/PLANTEDheartbeat-0123-4567-89ab',
    'receiver.hook': 'http://127.0.0.1:9/in/PLANTEDownwebhook0123456789?sig=PLANTEDsignature',
    'receiver.hook.key': 'PLANTED-signing-key',
    'receiver.pager': 'PLANTEDownpagerdutykey0123456789',
    'receiver.room': 'http://127.0.0.1:9/services/PLANTEDT1/B9/PLANTEDownslackkey012345',
  },
} as const;

/** What of them must be found nowhere: each as it is, and the keys in those that are addresses. */
export function plantedKeys(): string[] {
  const all = [...Object.values(plantedEverywhere.environment), ...Object.values(plantedEverywhere.stored)];
  const keys = all.flatMap((secret) => [...secret.matchAll(/PLANTED\w{14,}/g)].map(([key]) => key));
  return [...new Set([...all, ...keys])];
}

/** The ways in which a secret can stand in a text. */
function writtenForms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    encodeURI(secret),
    // Inside of base64 what stands before and after changes the ends only.
    ...['', 'a', 'ab'].map((before) => inBase64(before, bytes)),
    bytes.toString('hex'),
    bytes.toString('latin1'),
    Buffer.from(secret, 'utf16le').toString('latin1'),
  ];
}

/** Which of the secrets a text holds, in whatever form. */
export function secretsIn(text: string, secrets: readonly string[] = Object.values(planted)): string[] {
  return secrets.filter((secret) => writtenForms(secret).some((form) => text.includes(form)));
}

/** The content of every file below a folder, by its path in it; byte by byte, so that nothing hides. */
export async function filesBelow(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    files.set(path.slice(folder.length + 1), `${bytes.toString('latin1')}\n${bytes.toString()}`);
  }
  return files;
}

function inBase64(before: string, bytes: Buffer): string {
  const whole = Buffer.concat([Buffer.from(before), bytes]).toString('base64url');
  return whole.slice(before === '' ? 0 : 4, -4);
}
