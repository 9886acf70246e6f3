import type { DeliveryFailure } from '../../notify/notifier.ts';
import { deliveryFailure as failure, retryAfterOf } from './slackFailure.ts';

/** What came back from a method of the Web API that did not say `ok`. `retryAfter`: the header as it was sent. */
export interface ApiAnswer {
  status: number;
  /** Slack's own word for what is wrong; null: none. */
  word: string | null;
  retryAfter: string | null;
}

interface Where {
  receiver: string;
  channel: string | null;
  /** Where people choose the channel; left out: where the token is. */
  channelSetIn?: string;
}

type Broken = readonly [
  code: DeliveryFailure['code'],
  why: (channel: string) => string,
  doWhat: (channelSetIn: string) => string,
];

const tokenSetIn = 'Setup → Slack';
const newToken = () => `Enter a new bot token in ${tokenSetIn}.`;
const newScope = () => `Give the app the scope chat:write, install it again and enter its new token in ${tokenSetIn}.`;
const askAdministrator = (setIn: string) =>
  `Ask an administrator of the workspace, or choose another channel in ${setIn}.`;
const another = (setIn: string) => `Choose another in ${setIn}.`;
const invite = (setIn: string) => `Invite the app there (/invite), or choose another channel in ${setIn}.`;

/** What only a person can mend, by Slack's word for it. */
const broken: ReadonlyMap<string, Broken> = new Map<string, Broken>([
  ['invalid_auth', ['auth', () => 'Slack does not accept the bot token', newToken]],
  ['not_authed', ['auth', () => 'Slack was given no bot token', newToken]],
  ['token_revoked', ['auth', () => 'The bot token was revoked', newToken]],
  ['token_expired', ['auth', () => 'The bot token has expired', newToken]],
  ['not_allowed_token_type', ['auth', () => 'This is not a bot token (they begin with xoxb-)', newToken]],
  [
    'account_inactive',
    [
      'auth',
      () => 'The app was removed from the Slack workspace',
      () => `Install it again and enter its new token in ${tokenSetIn}.`,
    ],
  ],
  ['org_login_required', ['auth', () => 'The Slack workspace is being moved to another organisation', newToken]],
  ['team_access_not_granted', ['auth', () => 'The app has no access to the Slack workspace', askAdministrator]],
  ['access_denied', ['auth', () => 'Slack denies the app access', askAdministrator]],
  ['no_permission', ['auth', () => 'The bot token may not write messages', newScope]],
  ['missing_scope', ['auth', () => 'The bot token may not write messages', newScope]],
  ['ekm_access_denied', ['notAllowed', () => 'An administrator has suspended writing to Slack', askAdministrator]],
  [
    'restricted_action',
    ['notAllowed', (channel) => `The Slack workspace does not let the app write to ${channel}`, askAdministrator],
  ],
  [
    'restricted_action_read_only_channel',
    ['notAllowed', (channel) => `Slack's channel ${channel} may only be read`, another],
  ],
  [
    'restricted_action_non_threadable_channel',
    ['notAllowed', (channel) => `Slack's channel ${channel} takes no threads`, another],
  ],
  [
    'restricted_action_thread_only_channel',
    ['notAllowed', (channel) => `Slack's channel ${channel} takes only threads`, another],
  ],
  ['not_in_channel', ['notConfigured', (channel) => `The app is not in Slack's channel ${channel}`, invite]],
  [
    'channel_not_found',
    [
      'notConfigured',
      (channel) => `Slack's channel ${channel} does not exist, or is private and the app is not in it`,
      invite,
    ],
  ],
  ['is_archived', ['notConfigured', (channel) => `Slack's channel ${channel} is archived`, another]],
  ['channel_is_archived', ['notConfigured', (channel) => `Slack's channel ${channel} is archived`, another]],
]);

/** What Slack itself says passes. */
const passing = new Set([
  'fatal_error',
  'internal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** What is wrong with this one message: shorter, or without blocks, it may be taken. */
const refused = new Set([
  'msg_too_long',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_blocks_too_long',
  'attachment_payload_limit_exceeded',
  'too_many_attachments',
  'no_text',
  'invalid_arguments',
  'invalid_json',
  'json_not_object',
  'invalid_form_data',
  'invalid_array_arg',
  'markdown_text_conflict',
]);

/** The message can not be brought up to date, or is not where it was: a new one takes its place. */
const gone = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'thread_not_found',
  'cannot_reply_to_message',
  'invalid_ts',
  'is_inactive',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
]);

export const isGone = (word: string | null): boolean => word !== null && gone.has(word);

/** What is wrong with one channel: others may take what it does not. */
const ofTheChannel = new Set([
  'channel_not_found',
  'is_archived',
  'channel_is_archived',
  'not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
]);

export const isAboutChannel = (word: string | null): boolean => word !== null && ofTheChannel.has(word);

/** As people write it: `#alerts`, or the id. */
export function channelName(channel: string): string {
  return isChannelId(channel) ? channel : `#${channel.replace(/^#+/, '')}`;
}

const isChannelId = (channel: string): boolean => /^[CDGU][A-Z0-9]{7,}$/.test(channel);

/** The failure that an answer means, classified once and by Slack's word. `now`: ms UTC. */
export function apiFailure({ status, word, retryAfter }: ApiAnswer, where: Where, now: number): DeliveryFailure {
  const { receiver, channelSetIn = tokenSetIn } = where;
  const said = word ?? String(status);
  const wait = retryAfterOf(retryAfter, now);
  if (status === 429 || word === 'ratelimited' || word === 'rate_limited' || word === 'message_limit_exceeded')
    return failure(
      'transient',
      'rateLimited',
      `Slack asks ${receiver} to send more slowly (${said}). The message waits and is tried again.`,
      wait,
    );
  if (status >= 500 || status === 408 || status === 425 || (word !== null && passing.has(word)))
    return failure(
      'transient',
      'unreachable',
      `Slack could not take a message for ${receiver} just now (${said}). It waits and is tried again.`,
      wait,
    );
  const known = word === null ? undefined : broken.get(word);
  if (known) {
    const [code, why, doWhat] = known;
    const channel = where.channel === null ? 'of this receiver' : channelName(where.channel);
    return failure(
      'permanent',
      code,
      `${why(channel)} (${said}). No alerts of ${receiver} arrive there. ${doWhat(channelSetIn)}`,
    );
  }
  if (status === 413 || (word !== null && (refused.has(word) || gone.has(word))))
    return failure(
      'rejected',
      'badAnswer',
      `Slack refused this message for ${receiver} (${said}), as plain text too. Nobody was told there; see the alert in Watchkeeper.`,
    );
  if (status === 200 && word === null)
    return failure(
      'transient',
      'badAnswer',
      `The address of Slack's Web API answered ${receiver}, but not as Slack does. The message waits and is tried again; a proxy or sign-in page may be in between.`,
    );
  return failure(
    'permanent',
    'notConfigured',
    `Slack does not take messages from ${receiver} (${said}). No alerts arrive there. Check the bot token in ${tokenSetIn} and the channel in ${channelSetIn}.`,
  );
}
