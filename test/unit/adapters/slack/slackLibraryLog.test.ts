import { expect, it } from 'vitest';
import { slackLibraryLog } from '../../../../core/adapters/slack/slackLibraryLog.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

it('keeps tokens, addresses and payloads of the library out of the log', () => {
  const log = recordingLog();
  const library = slackLibraryLog(log);
  library.error('refused', new Error('token xapp-1-A0-123-abc and xoxb-12-34-ab and xoxe.xoxp-1-secret'));
  library.warn(
    'at wss://wss-primary.slack.com/link/?ticket=secret&app_id=1 and https://hooks.slack.com/actions/T0/secret',
  );
  library.debug('Received a message on the WebSocket: {"token":"secret"}');
  expect(log.lines).toEqual([
    { level: 'debug', message: 'refused token [hidden] and [hidden] and [hidden]', fields: {} },
    { level: 'debug', message: 'at [hidden] and [hidden]', fields: {} },
  ]);
});
