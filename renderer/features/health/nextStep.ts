import type { ErrorCode } from '../../../shared/problem.ts';
import { pathOf } from '../../routing/route.ts';

/** Where a person can do something about a trouble. */
export interface NextStep {
  label: string;
  to: string;
}

const setup = (label: string, section: string): NextStep => ({
  label: `Setup → ${label}`,
  to: `${pathOf.setup}#${section}`,
});
const connection = setup('Connection', 'connection');
const secrets = setup('Secrets', 'secrets');

const afterErrors: Partial<Record<ErrorCode, NextStep>> = {
  auth: connection,
  unreachable: connection,
  dns: connection,
  tls: connection,
  missingDatabase: connection,
  missingTable: connection,
  missingColumn: connection,
  notAllowed: connection,
  notConfigured: connection,
  tooOld: connection,
  timeout: setup('Checks', 'checks'),
  storage: setup('About', 'about'),
};

/** What to look at after a failure of a source; null: it is only waited. */
export function stepAfterError(code: ErrorCode | null): NextStep | null {
  return code === null ? null : (afterErrors[code] ?? null);
}

const afterNotices: Record<string, NextStep> = {
  unencrypted: connection,
  passwordElsewhere: connection,
  weakSecrets: secrets,
  secretsBroken: secrets,
  secretsElsewhere: secrets,
  secretsInMemory: secrets,
  secretsLocked: secrets,
  secretsUnopened: secrets,
  secretsWaiting: secrets,
  noPopUps: setup('Pop-ups', 'pop-ups'),
  update: setup('Desktop app', 'desktop'),
  leaveDemo: setup('Connection', 'connection'),
  settingsBroken: setup('Connection', 'connection'),
  settingsValues: setup('Connection', 'connection'),
};

export function stepAfterNotice(code: string): NextStep | null {
  const [kind, receiver] = code.split(':');
  if (kind === 'receiverBroken' && receiver) return receiverStep(receiver);
  return afterNotices[code] ?? null;
}

export function receiverStep(name: string): NextStep {
  return { label: 'Open the receiver', to: `${pathOf.delivery}?${new URLSearchParams({ receiver: name })}` };
}
