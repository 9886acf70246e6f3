import { describe, expect, it } from 'vitest';
import { checkSettings } from '../../../core/settings/checkSettings.ts';

const problemsOf = (candidate: unknown) => {
  const checked = checkSettings(candidate);
  return checked.ok ? [] : checked.problems;
};
const quiet = (hours: object) => ({ popUps: { quietHours: { enabled: true, ...hours } } });

describe('settings that the schema alone would let pass', () => {
  it.each([
    [{ connection: { url: 'clickhouse.example.com' } }, 'connection.url', /^must be a web address/],
    [{ connection: { url: 'https://h:8443/?password=pw' } }, 'connection.url', /^must end before "\?"/],
    [{ dashboardUrl: 'https://me:pw@watch.example.com' }, 'dashboardUrl', /^must not contain a user or password/],
    [{ desktop: { updates: { url: 'http://releases.example.com' } } }, 'desktop.updates.url', /^must begin with https/],
    [{ desktop: { updates: { url: 'file:///releases' } } }, 'desktop.updates.url', /^must be a web address/],
    [
      { desktop: { updates: { url: 'https://me:pw@r.example.com' } } },
      'desktop.updates.url',
      /^must not contain a user/,
    ],
    [{ engine: { baselineWindows: 6, minBaselineWindows: 7 } }, 'engine.minBaselineWindows', /^must not be more than/],
    [quiet({ from: '07:00', to: '07:00' }), 'popUps.quietHours.to', /^must be another time/],
    [quiet({ timeZone: 'Mars/Olympus' }), 'popUps.quietHours.timeZone', /^must be a time zone such as/],
    [quiet({ from: '24:00' }), 'popUps.quietHours.from', /use hours and minutes/],
    [quiet({ to: '7:00' }), 'popUps.quietHours.to', /use hours and minutes/],
    [{ learning: { timeZone: 'Mars/Olympus' } }, 'learning.timeZone', /^must be a time zone such as/],
    [
      {
        learning: {
          queries: [
            { name: 'orders', query: 'SELECT 1' },
            { name: 'orders', query: 'SELECT 2' },
          ],
        },
      },
      'learning.queries.1.name',
      /^is there twice: orders/,
    ],
    [
      { learning: { queries: [{ name: 'orders', query: "SELECT * FROM url('http://example.com')" }] } },
      'learning.queries.0.query',
      /url/,
    ],
    [{ learning: { queries: [{ name: 'orders', query: 'DROP TABLE events' }] } }, 'learning.queries.0.query', /SELECT/],
    [{ learning: { trends: { horizonHours: 2, nearHours: 3 } } }, 'learning.trends.nearHours', /^must not be more/],
  ])('%j', (candidate, path, message) => {
    expect(problemsOf(candidate)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it.each([
    {},
    { connection: { url: 'http://127.0.0.1:8123' } },
    { desktop: { updates: { url: 'http://127.0.0.1:9000/releases' } } },
    quiet({ from: '22:00', to: '07:00', timeZone: 'America/St_Johns' }),
    // Nobody keeps to them, so they may say what they like.
    { popUps: { quietHours: { enabled: false, from: '07:00', to: '07:00' } } },
  ])('takes %j', (candidate) => {
    expect(problemsOf(candidate)).toEqual([]);
  });
});
