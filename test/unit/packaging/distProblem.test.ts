import { expect, it } from 'vitest';
import { packagingProblem } from '../../../build/distProblem.mjs';

const beginning = '  • electron-builder  version=26.17.0\n  • packaging  platform=linux\n';

it.each([
  [
    'a tool that cannot be fetched',
    '  ⨯ failed to build AppImage  error=getaddrinfo ENOTFOUND github.com\n  ⨯ getaddrinfo ENOTFOUND github.com  failedTask=build stackTrace=RequestError: getaddrinfo\n    at ClientRequest (core/index.js:970:111)\n',
    'The tools that make AppImage could not be fetched, so not everything was packaged: check the network; x.log says more.',
  ],
  [
    'a server that refuses',
    '  ⨯ connect ECONNREFUSED 140.82.121.4:443  failedTask=build stackTrace=Error: connect\n',
    'The tools that make the packages could not be fetched, so not everything was packaged: check the network; x.log says more.',
  ],
  [
    'a wrong configuration',
    '  ⨯ Cannot find icon.  failedTask=build stackTrace=Error: Cannot find icon.\n    at x\n',
    'The packages could not be made (Cannot find icon): x.log says more.',
  ],
  ['silence', '', 'The packages could not be made: x.log says more.'],
])('%s is one sentence', (_, output, sentence) => {
  expect(packagingProblem(beginning + output, 'x.log')).toBe(sentence);
});
