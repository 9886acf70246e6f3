import type { Logger } from '@slack/socket-mode';
import type { Log } from '../../log.ts';

/** Tokens, and addresses with the ticket in them. */
const secrets = /x(?:app|ox[a-z](?:\.xox[a-z])?)-[\w-]+|(?:wss?|https?):\/\/\S+/gi;

const longest = 500;

/**
 * What Slack's library says, as debug lines: what people need to know is said by its caller. Its own debug lines carry whole
 * payloads, and go nowhere.
 */
export function slackLibraryLog(log: Log): Logger {
  const say = (...parts: unknown[]): void => {
    const text = parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' ');
    log.debug(
      text
        .slice(0, longest * 4)
        .replace(secrets, '[hidden]')
        .slice(0, longest),
    );
  };
  return {
    debug: () => {},
    info: say,
    warn: say,
    error: say,
    setLevel: () => {},
    // The library builds its debug lines only where this says so. The enum is one of the library, which is loaded late.
    getLevel: () => 'info' as ReturnType<Logger['getLevel']>,
    setName: () => {},
  };
}
