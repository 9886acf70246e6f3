import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../../../core/adapters/sentry/sentryAnswer.ts';
import { pauseUntil } from '../../../../core/adapters/sentry/sentryPause.ts';

describe("Sentry's answer", () => {
  it.each([
    [200, '{"id":"9ec79c33ec9942ab8353589fcb2e04dc"}', 'taken'],
    [200, '{}', 'taken'],
    [409, '', 'taken'],
    [200, '<html>Sign in to the network</html>', 'closed'],
    [204, '', 'closed'],
    [302, '', 'closed'],
    [400, '{"detail":"invalid"}', 'refused'],
    [413, '', 'refused'],
    [422, '', 'refused'],
    [401, '', 'closed'],
    [403, '{"detail":"ProjectId"}', 'closed'],
    [404, '', 'closed'],
    [408, '', 'closed'],
    [429, '', 'closed'],
    [500, '', 'closed'],
    [503, '', 'closed'],
  ])('%i %j: %s', (status, body, kind) => {
    expect(verdictOf(status, body).kind).toBe(kind);
  });
});

describe('the pause after a failure', () => {
  it('doubles up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 6, 1000].map((failures) => pauseUntil(0, failures, 0) / 1000)).toEqual([
      20, 40, 80, 160, 300, 300, 300,
    ]);
  });

  it('is as long as Sentry asks, a day at most', () => {
    expect(pauseUntil(1000, 1, 3_601_000)).toBe(3_601_000);
    expect(pauseUntil(0, 1, 1e15)).toBe(24 * 3_600_000);
    expect(pauseUntil(10_000, 1, 9000)).toBe(30_000);
  });
});
