import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createWhy } from '../../../core/watch/why.ts';
import type { Alert } from '../../../shared/alert.ts';
import { Settings } from '../../../shared/settings.ts';
import { anAlert } from '../../support/builders.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { type Incident, insertOf, type ShopEvent, shopBetween } from '../../support/shopSegments.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const day = 24 * 60 * minute;
const windowMs = 5 * minute;
const signal = () => AbortSignal.timeout(20_000);
const gone: readonly ShopEvent[] = [];

const drop = { metricValue: 100, expectedValue: 200 };
const rise = { metricValue: 200, expectedValue: 100 };

/** One event in so many stays. */
function thinned(isHit: (event: ShopEvent) => boolean, oneIn = Number.POSITIVE_INFINITY): Incident {
  let count = 0;
  return (event) => (isHit(event) && ++count % oneIn !== 0 ? gone : [event]);
}

describe('where a change comes from', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
  });
  afterAll(() => clickhouse.stop());

  /** What is said of an alert over the window from noon, in which the incident happened, after two days without any. */
  async function explain(alert: Partial<Alert>, shop: Shop) {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    if (shop.columns) {
      const list = shop.columns.map((column) =>
        column === 'event_time' ? `event_time ${shop.time}` : `${column} ${columnTypes[column]}`,
      );
      await clickhouse.query(
        `CREATE TABLE ${database}.events (${list.join(', ')}) ENGINE = MergeTree ORDER BY tuple()`,
      );
    } else successOf(await applySchema(connection, signal()));
    const table = `${database}.events`;
    const names = shop.columns as readonly string[] | undefined;
    for (const days of shop.history ?? [1, 2]) {
      const at = noon - days * day;
      await clickhouse.query(
        insertOf(table, shopBetween(at - 15 * minute, at + 20 * minute, { incident: shop.always ?? same }), names),
      );
    }
    if (shop.history?.length === 0)
      await clickhouse.query(insertOf(table, shopBetween(noon - 60 * minute, noon), names));
    const events = shopBetween(noon, noon + windowMs);
    const incident = shop.incident ?? same;
    await clickhouse.query(insertOf(table, events.flatMap(shop.always ?? same).flatMap(incident), names));
    const clock = new ManualClock(noon + windowMs + 30_000);
    const { why } = createWhy({ connection, settings: Settings.parse({}), timeZone: 'UTC', clock });
    const subject = {
      windowStart: new Date(noon).toISOString(),
      startsAt: new Date(noon + windowMs + 30_000).toISOString(),
    };
    const explanation = await why(anAlert({ ...subject, ...alert }), signal());
    await connection.close();
    return explanation;
  }

  it.each<[string, Partial<Alert>, Shop, Record<string, string>, RegExp]>([
    [
      'a device',
      { type: 'revenue_drop', ...drop },
      { incident: thinned(({ device }) => device === 'ios', 20) },
      { device: 'ios' },
      /^\d+ % of the drop is device = ios \(fell 9\d %, elsewhere /,
    ],
    [
      'a country',
      { type: 'traffic_drop', ...drop },
      { incident: thinned(({ country }) => country === 'DE') },
      { country: 'DE' },
      /of the drop is country = DE \(fell 100 %/,
    ],
    [
      'a category',
      { type: 'revenue_drop', ...drop },
      { incident: thinned(({ category, type }) => category === 'Shoes' && type === 'purchase', 8) },
      { category: 'Shoes' },
      /of the drop is category = Shoes \(fell/,
    ],
    [
      'a product that is sold out',
      { type: 'learned_low', learnedSeries: 'shop/carts', ...drop },
      {
        always: (event) => [{ ...event, product: event.product.replace(/Hats-[1-3]/, 'Hats-0') }],
        incident: thinned(({ product, type }) => product === 'Hats-0' && type !== 'page_view'),
      },
      { product: 'Hats-0' },
      /of the drop is product = Hats-0 \(fell 100 %/,
    ],
    [
      'a pair',
      { type: 'revenue_drop', ...drop },
      {
        incident: thinned(({ device, country }) => device === 'ios' && country === 'US'),
      },
      { country: 'US', device: 'ios' },
      /of the drop is country = US × device = ios \(fell 100 %, elsewhere/,
    ],
    [
      'bots of one country',
      { type: 'traffic_spike', ...rise },
      {
        incident: (event) =>
          event.country === 'IT' && event.type === 'page_view'
            ? [event, ...Array.from({ length: 10 }, (_, bot) => ({ ...event, country: 'CN', session: `bot${bot}` }))]
            : [event],
      },
      { country: 'CN' },
      /of the rise is country = CN \(new, elsewhere/,
    ],
    [
      'missing prices of one category',
      { type: 'data_quality_issue', metricValue: 25, expectedValue: 0 },
      { incident: (event) => [event.category === 'Bags' ? { ...event, price: null } : event] },
      { category: 'Bags' },
      /^All of the rise is category = Bags \(100 % instead of 0 %, elsewhere 0 %\)/,
    ],
    [
      'a checkout that is broken on one device',
      { type: 'conversion_drop', ...drop },
      { incident: thinned(({ device, type }) => device === 'android' && type === 'purchase', 12) },
      { device: 'android' },
      /of the drop is device = android \(\d/,
    ],
    [
      'a checkout that is broken on one device, by abandonment',
      { type: 'cart_abandonment_spike', ...rise },
      { incident: thinned(({ device, type }) => device === 'desktop' && type === 'purchase') },
      { device: 'desktop' },
      /of the rise is device = desktop \(100 % instead of \d+ %, elsewhere/,
    ],
    [
      'a category that floods the shop',
      { type: 'category_imbalance', metricValue: 80, expectedValue: null },
      {
        incident: (event) =>
          event.type === 'purchase'
            ? [
                event,
                ...Array.from({ length: 4 }, (_, copy) => ({ ...event, category: 'Mystery', product: `m${copy}` })),
              ]
            : [event],
      },
      { category: 'Mystery' },
      /of the rise is category = Mystery \(new, elsewhere/,
    ],
  ])('names %s first', async (_what, alert, shop, by, sentence) => {
    const explanation = await explain(alert, shop);
    expect(explanation.segments[0]?.by).toEqual(by);
    expect(explanation.sentence).toMatch(sentence);
  });

  it('says that a drop is spread evenly, and names nothing that is only large', async () => {
    // Nearly all of the shop is one country, which explains nothing.
    const always: Incident = (event) => [{ ...event, country: event.session.endsWith('7') ? 'FR' : 'DE' }];
    const explanation = await explain({ type: 'traffic_drop', ...drop }, { always, incident: thinned(() => true, 3) });
    expect(explanation).toMatchObject({
      metric: 'events',
      segments: [],
      sentence: 'The drop is spread evenly over every category, country, device and product.',
      note: null,
    });
    expect(explanation.actual).toBeLessThan((explanation.expected ?? 0) / 2);
  });

  it('prefers one condition to two that say the same', async () => {
    // Only Germans use the app.
    const always: Incident = (event) => [{ ...event, device: event.country === 'DE' ? 'app' : event.device }];
    const explanation = await explain(
      { type: 'revenue_drop', ...drop },
      { always, incident: thinned(({ device }) => device === 'app', 10) },
    );
    expect(explanation.segments.map(({ by }) => Object.keys(by).length)[0]).toBe(1);
    expect(explanation.segments.some(({ by }) => 'country' in by && 'device' in by)).toBe(false);
  });

  it('blames a flood of sessions that buy nothing for a conversion that fell everywhere else by nothing', async () => {
    const bots: Incident = (event) =>
      event.type === 'page_view'
        ? [
            event,
            ...Array.from({ length: 2 }, (_, bot) => ({ ...event, device: 'bot', session: `${event.session}-${bot}` })),
          ]
        : [event];
    const explanation = await explain({ type: 'conversion_drop', ...drop }, { incident: bots });
    expect(explanation.segments[0]?.by).toEqual({ device: 'bot' });
    expect(explanation.sentence).toMatch(/device = bot \(\d\d % of the sessions instead of 0 %, at 0 %\)/);
  });

  it('compares with the hour before where no earlier day has events', async () => {
    const shop = { history: [], incident: thinned(({ device }: ShopEvent) => device === 'ios', 10) };
    const explanation = await explain({ type: 'traffic_drop', ...drop }, shop);
    expect(explanation.segments[0]?.by).toEqual({ device: 'ios' });
  });

  it('says so when there is nothing to compare with, or nothing changed', async () => {
    const before = await explain({ type: 'traffic_drop', ...drop }, { history: [40] });
    expect(before).toMatchObject({
      sentence: null,
      segments: [],
      note: expect.stringContaining('nothing to compare with'),
    });
    const calm = await explain({ type: 'traffic_drop', ...drop }, {});
    expect(calm.sentence).toBeNull();
    expect(calm.note).toBe(
      'Against the same hour of days before there is no such change of events that could be divided.',
    );
  });

  it.each(["DateTime('UTC')", 'String'])(
    'reads plain tables of others by %s, and says which columns they lack',
    async (time) => {
      const columns = ['event_time', 'event_type', 'session_id', 'device'] as const;
      const explanation = await explain(
        { type: 'traffic_drop', ...drop },
        { columns, time, incident: thinned(({ device }) => device === 'ios') },
      );
      expect(explanation.segments[0]?.by).toEqual({ device: 'ios' });
      expect(explanation.note).toBe(
        'Not divided by category, country, product: the table of events has no columns category, country, product_id.',
      );
      const none = await explain({ type: 'revenue_drop', ...drop }, { columns, time });
      expect(none).toMatchObject({
        sentence: null,
        note: expect.stringContaining('Columns price, quantity are missing'),
      });
    },
  );

  it('counts what has no value as a segment of its own', async () => {
    const explanation = await explain(
      { type: 'data_quality_issue', metricValue: 40, expectedValue: 0 },
      { incident: (event) => [event.country === 'FR' ? { ...event, category: '' } : event] },
    );
    expect(explanation).toMatchObject({ metric: 'missing_categories', segments: [{ by: { country: 'FR' } }] });
    const unknown = await explain(
      { type: 'traffic_spike', ...rise },
      { incident: (event) => [event, { ...event, device: '', session: 'x' }] },
    );
    expect(unknown.sentence).toMatch(/is device = \(none\) \(new, elsewhere/);
  });

  it('finds the cause among 200 000 products and as many broken categories', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const table = `${database}.events`;
    const write = (from: number, to: number, rows: number, found: string) =>
      clickhouse.query(
        `INSERT INTO ${table} (event_time, event_type, session_id, product_id, category, quantity, country, device)
         SELECT fromUnixTimestamp64Milli(toInt64(${from} + number * ${to - from} / ${rows})), 'page_view',
           toString(number), concat('p', toString(number)), concat('c', toString(number)), 1, 'DE',
           if(number % 10 = 0, 'kiosk', 'desktop')
         FROM numbers(${rows}) WHERE ${found}`,
      );
    for (const days of [1, 2])
      await write(noon - days * day - 15 * minute, noon - days * day + 20 * minute, 200_000, '1');
    await write(noon, noon + windowMs, 28_571, 'number % 10 != 0');
    const clock = new ManualClock(noon + windowMs);
    const { why } = createWhy({ connection, settings: Settings.parse({}), timeZone: 'UTC', clock });
    const explanation = await why(
      anAlert({
        type: 'traffic_drop',
        ...drop,
        windowStart: new Date(noon).toISOString(),
        startsAt: new Date(noon + windowMs + 30_000).toISOString(),
      }),
      signal(),
    );
    expect(explanation.segments[0]).toMatchObject({ by: { device: 'kiosk' } });
    await connection.close();
  });

  it('answers for alerts about something else, and for a ClickHouse that does not answer', async () => {
    const other = await explain({ type: 'disk_usage_high' }, {});
    expect(other).toMatchObject({ metric: null, sentence: null, note: expect.stringContaining('something else') });
    const connection = connectTo('http://127.0.0.1:1', 'realtime');
    const clock = new ManualClock(noon);
    const { why } = createWhy({ connection, settings: Settings.parse({}), timeZone: 'UTC', clock });
    const unreachable = await why(anAlert(), signal());
    expect(unreachable).toMatchObject({
      metric: 'revenue',
      sentence: null,
      note: expect.stringContaining('127.0.0.1:1'),
    });
    await connection.close();
  });
});

const same: Incident = (event) => [event];

interface Shop {
  /** In the window that the alert is about. */
  incident?: Incident;
  /** At all times. */
  always?: Incident;
  /** Days before that have events, around the same time; none: the hour before has. */
  history?: readonly number[];
  /** Left out: all, in the tables of ours. */
  columns?: readonly ('event_time' | keyof typeof columnTypes)[];
  /** Type of the time in a table of others. */
  time?: string;
}

const columnTypes = {
  event_type: 'String',
  session_id: 'String',
  product_id: 'String',
  category: 'String',
  price: 'Nullable(Float64)',
  quantity: 'UInt32',
  country: 'String',
  device: 'String',
};
