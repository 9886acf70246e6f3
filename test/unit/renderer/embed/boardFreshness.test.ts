import { describe, expect, it } from 'vitest';
import { boardFreshness } from '../../../../renderer/embed/boardFreshness.ts';
import type { FreshnessView, Watch } from '../../../../renderer/features/shell/freshnessView.ts';

const view = (watch: Watch): FreshnessView => ({ watch, word: 'As told', reason: 'As told.', since: 1 });
const situation = { host: 'https://watch.example.com', refused: false, pageOrigin: 'https://portal.example.com' };

describe('how fresh a board inside another page is', () => {
  it.each<Watch>(['starting', 'live', 'late', 'blind'])('is the host’s own word while it is heard: %s', (watch) => {
    expect(boardFreshness(view(watch), { ...situation, refused: true })).toEqual(view(watch));
  });

  it('names the token when that is not accepted, and never a link to sign in with', () => {
    const { watch, reason } = boardFreshness(view('signedOut'), situation);
    expect(watch).toBe('signedOut');
    expect(reason).toContain('does not accept this board’s token');
  });

  it('names the origin and the setting when the page is refused', () => {
    const { watch, word, reason } = boardFreshness(view('disconnected'), { ...situation, refused: true });
    expect([watch, word]).toEqual(['disconnected', 'Not allowed']);
    expect(reason).toContain('not to pages of https://portal.example.com');
    expect(reason).toContain('WATCHKEEPER_ALLOWED_ORIGINS');
  });

  it('does not ask to allow a page that has no origin', () => {
    const { reason } = boardFreshness(view('disconnected'), { ...situation, refused: true, pageOrigin: 'null' });
    expect(reason).toContain('opened from a file');
    expect(reason).not.toContain('ALLOWED_ORIGINS');
  });

  it('names the host that does not answer', () => {
    expect(boardFreshness(view('disconnected'), situation).reason).toMatch(
      /^Watchkeeper at https:\/\/watch\.example\.com does not answer\./,
    );
  });

  it.each([
    ['http://watch.example.com', 'https://portal.example.com', true],
    ['http://watch.example.com', 'http://localhost:8000', false],
    ['http://127.0.0.1:4780', 'https://portal.example.com', false],
    ['http://localhost:4780', 'https://portal.example.com', false],
    ['https://watch.example.com', 'https://portal.example.com', false],
  ])('%s from %s: whether the browser itself stands between: %s', (host, pageOrigin, stands) => {
    const { reason } = boardFreshness(view('disconnected'), { host, pageOrigin, refused: false });
    expect(reason?.includes('may not fetch from http:')).toBe(stands);
  });
});
