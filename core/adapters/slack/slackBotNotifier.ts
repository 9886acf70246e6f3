import type { NotificationReason } from '../../../shared/alert.ts';
import type {
  DeliveryResult,
  DigestMessage,
  NoticeMessage,
  NotificationMessage,
  Notifier,
} from '../../notify/notifier.ts';
import { type MessageRef, readRef, refOf, writeRef } from './messageRef.ts';
import { slackBlocks, slackLine, slackPlainText, slackTestMessage } from './slackBlocks.ts';
import { slackDigest, slackDigestText } from './slackDigest.ts';
import { acknowledgeAction, feedbackAction } from './slackInteraction.ts';
import { slackNotice, slackNoticeLine, slackNoticeText } from './slackNotice.ts';
import type { SlackPayload } from './slackPayload.ts';
import { slackSummary, slackSummaryText } from './slackSummary.ts';
import { createSlackApi, type SlackAnswer, type SlackApiOptions } from './slackWebApi.ts';
import { channelName, isAboutChannel, isGone } from './webApiAnswer.ts';

interface SlackBotOptions extends Omit<SlackApiOptions, 'channel'> {
  /** Id or name, with or without `#`. */
  channel: string;
  /** Socket Mode is on: messages carry a button, and somebody hears it. */
  interactive?: boolean;
}

/** Said again in the channel, and not only in the thread of the first message. */
const broadcast: ReadonlySet<NotificationReason> = new Set<NotificationReason>([
  'firing',
  'severityRaised',
  'escalated',
]);
/** Brings up to date what is there, and disturbs nobody. */
const quiet: ReadonlySet<NotificationReason> = new Set<NotificationReason>([
  'acknowledged',
  'unacknowledged',
  'feedback',
]);
/** Of the alerts in a digest that have a message of their own, so many are brought up to date beside it. */
const mostUpdates = 20;
/** From the beginning of the digest on; well within the time that a delivery has: told late, it would be told twice. */
const updatesWithinMs = 5000;

/**
 * Writes to one channel as a bot: an alert has one message, which always shows how things are, and a thread in which is told
 * what happened. No retries of its own: those are the outbox's, which survives a restart.
 */
export function createSlackBotNotifier(options: SlackBotOptions): Notifier {
  const { now = Date.now } = options;
  const channel = channelName(options.channel);
  const button = options.interactive ? { actionId: acknowledgeAction, feedbackId: feedbackAction } : null;
  const api = createSlackApi(options);

  /** Once more as plain text when Slack refuses the blocks. */
  async function callEither(
    method: string,
    place: Record<string, unknown>,
    blocks: SlackPayload,
    text: () => SlackPayload,
    signal: AbortSignal,
  ): Promise<SlackAnswer> {
    const answer = await api(method, { ...place, ...blocks }, signal);
    if (answer.ok || answer.error.kind !== 'rejected' || isGone(answer.word)) return answer;
    // Left out, the blocks of before would stay.
    return api(method, { ...place, attachments: [], ...text() }, signal);
  }

  const post = (blocks: SlackPayload, text: () => SlackPayload, signal: AbortSignal) =>
    callEither('chat.postMessage', { channel }, blocks, text, signal);

  async function postNew(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryResult> {
    const answer = await post(slackBlocks(message, button), () => slackPlainText(message), signal);
    return resultOf(answer, false);
  }

  function update(message: NotificationMessage, ref: MessageRef, signal: AbortSignal): Promise<SlackAnswer> {
    const standing = asItStands(message);
    const place = { channel: ref.channel, ts: ref.ts, parse: 'none' };
    return callEither('chat.update', place, slackBlocks(standing, button), () => slackPlainText(standing), signal);
  }

  function reply(message: NotificationMessage, ref: MessageRef, signal: AbortSignal): Promise<SlackAnswer> {
    const place = { channel: ref.channel, thread_ts: ref.ts, reply_broadcast: broadcast.has(message.reason) };
    return api('chat.postMessage', { ...place, ...slackLine(message) }, signal);
  }

  /** The update first: made again after half of it failed it changes nothing, where a second reply would be seen. */
  async function follow(message: NotificationMessage, ref: MessageRef, signal: AbortSignal): Promise<DeliveryResult> {
    const updated = ref.shared ? null : await update(message, ref, signal);
    if (updated !== null && !updated.ok) return afterFailure(updated, message, signal);
    if (!ref.shared && quiet.has(message.reason)) return { ok: true, ref: writeRef(ref) };
    const replied = await reply(message, ref, signal);
    return replied.ok ? { ok: true, ref: writeRef(ref) } : afterFailure(replied, message, signal);
  }

  /** A message that cannot be brought up to date, or whose channel is left, gets a successor in the channel of now. */
  function afterFailure(
    answer: SlackAnswer & { ok: false },
    message: NotificationMessage,
    signal: AbortSignal,
  ): Promise<DeliveryResult> | DeliveryResult {
    return isGone(answer.word) ? postNew(message, signal) : { ok: false, error: answer.error };
  }

  async function postNotice(notice: NoticeMessage, signal: AbortSignal): Promise<DeliveryResult> {
    const own = notice.channel === null ? channel : channelName(notice.channel);
    const answer = await postNoticeIn(own, notice, signal);
    if (answer.ok || own === channel || !isAboutChannel(answer.word)) return resultOf(answer, false);
    // A wrong channel of one job must not close the way of the alerts.
    const posted = resultOf(await postNoticeIn(channel, notice, signal), false);
    if (!posted.ok) return posted;
    const warning = `Slack takes no messages for ${own} (${answer.word}), so that news meant for it came to ${channel}. Invite the app there (/invite), or choose another channel on the page Jobs.`;
    return { ...posted, warning };
  }

  const postNoticeIn = (place: string, notice: NoticeMessage, signal: AbortSignal): Promise<SlackAnswer> =>
    callEither('chat.postMessage', { channel: place }, slackNotice(notice), () => slackNoticeText(notice), signal);

  /** The first message of a run shows how it ended, and its thread says when and how. */
  async function followNotice(notice: NoticeMessage, ref: MessageRef, signal: AbortSignal): Promise<DeliveryResult> {
    const place = { channel: ref.channel, ts: ref.ts, parse: 'none' };
    const updated = await callEither('chat.update', place, slackNotice(notice), () => slackNoticeText(notice), signal);
    if (!updated.ok) return isGone(updated.word) ? postNotice(notice, signal) : { ok: false, error: updated.error };
    const thread = { channel: ref.channel, thread_ts: ref.ts };
    const replied = await api('chat.postMessage', { ...thread, ...slackNoticeLine(notice) }, signal);
    return replied.ok ? { ok: true, ref: writeRef(ref) } : { ok: false, error: replied.error };
  }

  async function bringUpToDate({ messages }: DigestMessage, startedAt: number, signal: AbortSignal): Promise<void> {
    const own = messages.flatMap((message) => {
      const ref = readRef(message.ref);
      return ref === null || ref.shared ? [] : [{ message, ref }];
    });
    for (const { message, ref } of own.slice(0, mostUpdates)) {
      const leftMs = Math.min(startedAt + updatesWithinMs - now(), updatesWithinMs);
      if (leftMs <= 0) return;
      const answer = await update(message, ref, AbortSignal.any([signal, AbortSignal.timeout(leftMs)]));
      // They were told by the digest; what Slack has no time for now, the next message about them makes good.
      if (!answer.ok && answer.error.retryable) return;
    }
  }

  return {
    kind: 'slackBot',
    hearsAcknowledgements: true,
    showsFeedback: true,
    async send(message, signal) {
      const ref = readRef(message.ref);
      if (ref === null) return postNew(message, signal);
      // In the thread of a digest only what calms: anything worse is a message of its own.
      const calms = quiet.has(message.reason) || message.reason === 'resolved';
      return ref.shared && !calms ? postNew(message, signal) : follow(message, ref, signal);
    },
    async sendDigest(digest, signal) {
      const at = now();
      const answer = await post(slackDigest(digest, at), () => slackDigestText(digest, at), signal);
      const result = resultOf(answer, true);
      if (!result.ok) return result;
      await bringUpToDate(digest, at, signal);
      // An alert that has a message of its own keeps it.
      const someHaveOwn = digest.messages.some(({ ref }) => readRef(ref)?.shared === false);
      return someHaveOwn ? { ok: true } : result;
    },
    async sendSummary(summary, signal) {
      const answer = await post(slackSummary(summary), () => slackSummaryText(summary), signal);
      return answer.ok ? { ok: true } : { ok: false, error: answer.error };
    },
    keepsThreads: true,
    sendNotice(notice, signal) {
      const ref = readRef(notice.ref);
      return ref === null ? postNotice(notice, signal) : followNotice(notice, ref, signal);
    },
    async test(signal) {
      const known = await api('auth.test', {}, signal);
      if (!known.ok) return { ok: false, error: known.error };
      const answer = await api('chat.postMessage', { channel, ...slackTestMessage() }, signal);
      return answer.ok ? { ok: true } : { ok: false, error: answer.error };
    },
  };

  function resultOf(answer: SlackAnswer, shared: boolean): DeliveryResult {
    if (!answer.ok) return { ok: false, error: answer.error };
    const ref = refOf(answer.body, shared);
    return ref === null ? { ok: true } : { ok: true, ref };
  }
}

/** What the first message shows is how it is now; what happened is told in the thread. */
function asItStands(message: NotificationMessage): NotificationMessage {
  const { alert, reason } = message;
  if (reason === 'resolved' || alert.status === 'resolved') return { ...message, reason: 'resolved' };
  return { ...message, reason: alert.acknowledgedBy === null ? 'firing' : 'acknowledged' };
}
