/** Where Slack keeps a message: a channel's id and the time that is the message's name. */
export interface MessageRef {
  channel: string;
  ts: string;
  /** It tells of other alerts too: what becomes of one of them is said in its thread. */
  shared: boolean;
}

const written = /^([A-Z0-9]{1,40}):(\d{1,20}\.\d{1,10})(:digest)?$/;

export const writeRef = ({ channel, ts, shared }: MessageRef): string => `${channel}:${ts}${shared ? ':digest' : ''}`;

/** Null for none, and for what no version of ours wrote. */
export function readRef(ref: string | null): MessageRef | null {
  const [, channel, ts, digest] = written.exec(ref ?? '') ?? [];
  return channel === undefined || ts === undefined ? null : { channel, ts, shared: digest !== undefined };
}

/** From the answer to chat.postMessage; null where it names none. */
export function refOf(answer: Record<string, unknown>, shared: boolean): string | null {
  const ref = readRef(`${String(answer.channel)}:${String(answer.ts)}`);
  return ref === null ? null : writeRef({ ...ref, shared });
}
