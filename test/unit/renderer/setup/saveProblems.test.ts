import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { saveProblems } from '../../../../renderer/features/setup/saveProblems.ts';

describe('saveProblems', () => {
  it('brings what the host refused to the fields it is about', () => {
    const error = new ORPCError('BAD_REQUEST', {
      message: 'connection.url must be a web address.',
      data: { field: 'connection.url', issues: [{ path: 'connection.url', message: 'must be a web address' }] },
    });
    expect(saveProblems(error)).toEqual({ 'connection.url': 'must be a web address' });
  });

  it.each([
    ['a failure of the host', new ORPCError('SERVICE_UNAVAILABLE', { message: 'The disk is full.' })],
    ['a refusal without fields', new ORPCError('BAD_REQUEST', { message: 'No.' })],
    ['no answer', new TypeError('fetch failed')],
  ])('blames no field for %s', (_, error) => {
    expect(saveProblems(error)).toBeNull();
  });
});
