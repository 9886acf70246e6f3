import type { ErrorCode } from '@slack/web-api';

/** Why there is no connection, for people, and whether only they can mend it. */
export interface SocketFailure {
  message: string;
  permanent: boolean;
  /** As Slack asked, ms; null: it did not. */
  retryAfterMs: number | null;
}

const meanwhile = 'Acknowledging from Slack does not work; alerts arrive there all the same.';

type Refusal = 'token' | 'app' | 'scope';

/** Slack's words for a token that opens no connection until a person mends it. */
const refusals = new Map<string, Refusal>([
  ['not_authed', 'token'],
  ['invalid_auth', 'token'],
  ['token_revoked', 'token'],
  ['token_expired', 'token'],
  ['not_allowed_token_type', 'token'],
  ['account_inactive', 'app'],
  ['user_removed_from_team', 'app'],
  ['team_disabled', 'app'],
  ['team_access_not_granted', 'app'],
  ['access_denied', 'app'],
  ['org_login_required', 'app'],
  ['missing_scope', 'scope'],
  ['no_permission', 'scope'],
  ['forbidden_team', 'scope'],
]);

const remedies: Record<Refusal, [why: string, doWhat: string]> = {
  token: [
    'Slack does not accept the app token',
    'Enter a new one in Setup → Slack; it begins with xapp- and has the scope connections:write.',
  ],
  app: [
    'The app was removed from the Slack workspace, or may not be used there',
    'Install it again and enter its new tokens in Setup → Slack.',
  ],
  scope: [
    'The app token may not open a connection',
    'Switch Socket Mode on for the app, make a token with the scope connections:write and enter it in Setup → Slack.',
  ],
};

const refused = 'slack_webapi_platform_error' satisfies `${ErrorCode}`;
const rateLimited = 'slack_webapi_rate_limited_error' satisfies `${ErrorCode}`;

/** Told by codes and by Slack's word: the texts of such errors name addresses. */
export function socketFailure(error: unknown): SocketFailure {
  const { code, data, retryAfter } = asObject(error);
  const word = asObject(data).error;
  const refusal = typeof word === 'string' ? refusals.get(word) : undefined;
  if (code === refused && refusal !== undefined) {
    const [why, doWhat] = remedies[refusal];
    return { message: `${why} (${String(word)}). ${meanwhile} ${doWhat}`, permanent: true, retryAfterMs: null };
  }
  if (code === rateLimited) {
    const retryAfterMs = typeof retryAfter === 'number' ? retryAfter * 1000 : null;
    return {
      message: `Slack asks to connect less often. ${meanwhile} It is tried again.`,
      permanent: false,
      retryAfterMs,
    };
  }
  const said = typeof word === 'string' && /^[a-z][a-z_]{1,60}$/.test(word) ? ` (${word})` : '';
  return {
    message: `The connection that hears from Slack is down${said}. ${meanwhile} It is tried again.`,
    permanent: false,
    retryAfterMs: null,
  };
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
