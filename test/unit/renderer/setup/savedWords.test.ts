import { describe, expect, it } from 'vitest';
import { savedWords } from '../../../../renderer/features/setup/savedWords.ts';

const own = 'https://clickhouse.shop.internal:8443';

describe('savedWords', () => {
  it('promises the next check, where nothing stands in the place of the settings', () => {
    expect(savedWords(['connection.url'], false, own)).toBe('Settings saved. They hold from the next check on.');
    expect(savedWords(['cycle.intervalSeconds'], true, own)).toBe('Settings saved. They hold from the next check on.');
  });

  it.each([[['connection.url']], [['clickhousePassword']], [['connection.user', 'clickhousePassword']]])(
    'asks for a restart after %j while the demo is watched in its place',
    (changed) => {
      expect(savedWords(changed, true, own)).toBe(
        'Connection saved. The demo is still what is watched: restart Watchkeeper without the demo to watch your ClickHouse.',
      );
    },
  );

  it('tells the two apart when both were saved', () => {
    const words = savedWords(['connection.url', 'currency'], true, own);
    expect(words).toMatch(/restart Watchkeeper/);
    expect(words).toMatch(/The other settings hold from the next check on\.$/);
  });

  it('asks for no restart when there is no ClickHouse to watch after it', () => {
    expect(savedWords(['connection.url'], true, '')).toBe('Settings saved. They hold from the next check on.');
  });
});
