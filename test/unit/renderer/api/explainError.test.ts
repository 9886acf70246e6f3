import { ORPCError } from '@orpc/client';
import { expect, it } from 'vitest';
import { explainError } from '../../../../renderer/api/explainError.ts';

it.each([
  [
    "the host's own sentence",
    new ORPCError('NOT_FOUND', { defined: true, message: 'There is no alert with this id.' }),
    'There is no alert with this id.',
  ],
  [
    'a refusal that names the field',
    new ORPCError('BAD_REQUEST', { status: 400, message: 'note has at most 2000 characters.' }),
    'note has at most 2000 characters.',
  ],
  [
    'a bare status',
    new ORPCError('INTERNAL_SERVER_ERROR', { status: 500, message: 'Internal Server Error' }),
    'Watchkeeper answered with an error (500). Its log says more.',
  ],
  [
    'an unknown browser',
    new ORPCError('UNAUTHORIZED', { status: 401 }),
    'This page is signed out. Open the link that Watchkeeper printed when it started.',
  ],
  [
    'no answer',
    new TypeError('Failed to fetch'),
    'Watchkeeper did not answer. It may have stopped, or the network is down.',
  ],
])('explains %s', (_name, error, sentence) => {
  expect(explainError(error)).toBe(sentence);
});
