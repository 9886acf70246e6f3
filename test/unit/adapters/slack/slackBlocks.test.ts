import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackBlocks, slackPlainText } from '../../../../core/adapters/slack/slackBlocks.ts';
import type { SlackBlock } from '../../../../core/adapters/slack/slackPayload.ts';
import type { NotificationMessage } from '../../../../core/notify/notifier.ts';
import type { Alert, NotificationReason } from '../../../../shared/alert.ts';
import { anAlert } from '../../../support/builders.ts';
import { nastyTexts } from '../../../support/nastyTexts.ts';
import { charactersOf, slackComplaint } from '../../../support/slackLimits.ts';

function aMessage(alert: Partial<Alert> = {}, overrides: Partial<NotificationMessage> = {}): NotificationMessage {
  return {
    key: 'a1/slack/1-firing',
    reason: 'firing',
    alert: anAlert({ severity: 'critical', ...alert }),
    dashboardUrl: 'https://watch.example.com/alerts/a1',
    acknowledgeUrl: 'https://watch.example.com/alerts/a1?acknowledge=1&by=slack',
    currency: 'USD',
    delayedMs: 0,
    suppressed: 0,
    ref: null,
    ...overrides,
  };
}

const attachmentOf = (message: NotificationMessage) => {
  const attachment = slackBlocks(message).attachments?.[0];
  if (!attachment) throw new Error('no attachment');
  return attachment;
};

const buttons = { actionId: 'take_it', feedbackId: 'say_it' };
const said = (by: string, comment: string | null, at: string) => ({ label: 'falseAlarm' as const, by, comment, at });

const textsOf = (block: SlackBlock): string[] => {
  if (block.type === 'actions')
    return block.elements.flatMap((element) => ('text' in element ? [element.text.text] : []));
  if (block.type === 'context') return block.elements.map((element) => element.text);
  if ('fields' in block) return block.fields.map((field) => field.text);
  return [block.text.text];
};

describe('the message', () => {
  it('says what, how bad, since when and what to do', () => {
    const payload = slackBlocks(aMessage());
    expect(payload.text).toBe('Critical · Revenue drop: $245, expected $1,850');
    const [header, fields, sentence, links, context] = (payload.attachments?.[0]?.blocks ?? []).map(textsOf);
    expect(header).toEqual(['💸 Critical · Revenue drop']);
    expect(fields).toEqual([
      '*Severity*\nCritical',
      '*Time*\n<!date^1773144330^{date_short_pretty} {time}|2026-03-10 12:05 UTC>',
      '*Current*\n$245',
      '*Expected*\n$1,850',
    ]);
    expect(sentence).toEqual(['Revenue $245 (expected about $1,850).']);
    expect(links).toEqual([
      '<https://watch.example.com/alerts/a1|Open in Watchkeeper>  ·  <https://watch.example.com/alerts/a1?acknowledge=1&amp;by=slack|Acknowledge>',
    ]);
    expect(context).toEqual(['Source engine', 'Window 2026-03-10 12:00 UTC', '1 occurrence']);
  });

  it.each([
    ['critical', '#e5484d'],
    ['high', '#f5852b'],
    ['medium', '#e2b93b'],
    ['low', '#4f9cf9'],
  ] as const)('carries the colour of %s', (severity, color) => {
    expect(attachmentOf(aMessage({ severity })).color).toBe(color);
  });

  it.each<[NotificationReason, string, string]>([
    ['firing', '💸 Critical · Revenue drop', '#e5484d'],
    ['severityRaised', '💸 Raised to critical · Revenue drop', '#e5484d'],
    ['repeat', '💸 Still firing · Critical · Revenue drop', '#e5484d'],
    ['resolved', '💸 Resolved · Revenue drop', '#8b96a5'],
    ['escalated', '💸 Escalated · Critical · Revenue drop', '#e5484d'],
    ['acknowledged', '💸 Acknowledged · Critical · Revenue drop', '#e5484d'],
    ['unacknowledged', '💸 Nobody has it any more · Critical · Revenue drop', '#e5484d'],
    ['reminder', '💸 Acknowledged, still firing · Critical · Revenue drop', '#e5484d'],
  ])('tells %s from the others', (reason, headline, color) => {
    const attachment = attachmentOf(aMessage({}, { reason }));
    expect(attachment.color).toBe(color);
    expect(attachment.blocks.flatMap(textsOf)[0]).toBe(headline);
  });

  it('says until when something lasted, and offers nothing to acknowledge then', () => {
    const over = { status: 'resolved' as const, resolvedAt: '2026-03-10T12:25:30.000Z' };
    const texts = attachmentOf(aMessage(over, { reason: 'resolved' }))
      .blocks.flatMap(textsOf)
      .join('\n');
    expect(texts).toContain(' to <!date^1773145530^');
    expect(texts).not.toContain('Acknowledge');
  });

  it.each([
    [119_999, false],
    [120_000, true],
  ])('late by %i ms: says so is %s', (delayedMs, said) => {
    const context = attachmentOf(aMessage({}, { delayedMs })).blocks.flatMap(textsOf);
    expect(context.includes('delayed 2 min')).toBe(said);
  });

  it.each([
    [0, []],
    [1, ['1 repetition held back since']],
    [3, ['3 repetitions held back since']],
  ])('after %i repetitions held back: says %j', (suppressed, said) => {
    const context = attachmentOf(aMessage({}, { suppressed })).blocks.flatMap(textsOf);
    expect(context.filter((text) => text.includes('held back'))).toEqual(said);
  });

  it('says who has it, since when and why', () => {
    const message = aMessage(
      {
        ...{ status: 'acknowledged', acknowledgedBy: 'Ana <!here>', note: 'Rolling *back*' },
        acknowledgedAt: '2026-03-10T12:10:00.000Z',
      },
      { reason: 'acknowledged' },
    );
    const sentence = 'Ana &lt;!here&gt; has it since 2026-03-10 12:10 UTC: Rolling \u2060*back\u2060*';
    expect(attachmentOf(message).blocks.flatMap(textsOf)).toContain(sentence);
    expect(slackPlainText(message).text.split('\n')).toContain(sentence);
  });

  it('says what it follows from, where it comes from and what it costs', () => {
    const alert = { explanation: '91 % of the drop is device = ios', lostRevenue: 4213.7 };
    const cause = { title: 'Traffic drop', startsAt: '2026-03-10T12:05:00.000Z' };
    const line =
      'Probably a consequence of “Traffic drop” (12:05 UTC). 91 % of the drop is device = ios. Lost so far: about $4,200.';
    expect(attachmentOf(aMessage(alert, { cause })).blocks.flatMap(textsOf)).toContain(line);
    expect(slackPlainText(aMessage(alert, { cause })).text.split('\n')).toContain(line);
    const over = aMessage({ lostRevenue: 12_345, status: 'resolved', resolvedAt: '2026-03-10T13:00:00.000Z' });
    expect(attachmentOf(over).blocks.flatMap(textsOf)).toContain('Lost: about $12,000.');
    expect(
      attachmentOf(aMessage({ lostRevenue: -3 }))
        .blocks.flatMap(textsOf)
        .join(),
    ).not.toContain('Lost');
  });

  it('says what somebody said it was', () => {
    const message = aMessage({ feedback: said('Ana', 'Only <the> *importer*.', '2026-03-10T12:10:00.000Z') });
    const sentence = attachmentOf(message)
      .blocks.flatMap(textsOf)
      .find((text) => text.startsWith('Ana says'));
    expect(sentence).toMatch(/^Ana says: false alarm\. Only &lt;the&gt;/);
  });

  it('has a button in place of the link where one is heard, while nobody has it', () => {
    const blocksOf = (alert: Partial<Alert>) => slackBlocks(aMessage(alert), buttons).attachments?.[0]?.blocks ?? [];
    const buttonsOf = (blocks: SlackBlock[]) =>
      blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])).map(({ type }) => type);
    const open = blocksOf({});
    expect(open.find((block) => block.type === 'actions')).toMatchObject({
      elements: [
        { type: 'button', action_id: 'take_it', value: 'a1', text: { text: 'Acknowledge' } },
        { type: 'static_select', action_id: 'say_it' },
      ],
    });
    expect(open.flatMap(textsOf).join()).not.toContain('|Acknowledge>');
    expect(slackComplaint({ attachments: [{ color: '#e5484d', blocks: open }] })).toBeNull();
    expect(buttonsOf(blocksOf({ status: 'acknowledged' }))).toEqual(['static_select']);
  });

  it('leaves the links out that lead nowhere', () => {
    const blocks = attachmentOf(aMessage({}, { dashboardUrl: null, acknowledgeUrl: 'javascript:alert(1)' })).blocks;
    expect(blocks.map((block) => block.type)).toEqual(['header', 'section', 'section', 'context']);
  });

  it('shows where a runbook of the data leads', () => {
    const texts = attachmentOf(aMessage({ runbookUrl: 'https://wiki.example.com/a|b>c' }))
      .blocks.flatMap(textsOf)
      .join();
    expect(texts).toContain('<https://wiki.example.com/a%7Cb%3Ec|Runbook (wiki.\u2060example.\u2060com)>');
  });

  it('writes labels, and a dash for what is not known', () => {
    const message = aMessage({ labels: { category: 'Shoes' }, metricValue: null, expectedValue: null, unit: 'none' });
    expect(slackBlocks(message).text).toBe('Critical · Revenue drop');
    expect(attachmentOf(message).blocks.flatMap(textsOf)).toEqual(
      expect.arrayContaining(['*Current*\n–', '*Expected*\n–', 'category: Shoes']),
    );
  });
});

/** Every string that Slack would look at for markup, with the marks of our own links and dates taken away. */
function withoutOwnMarkup(payload: unknown): string {
  return JSON.stringify(payload)
    .replaceAll(/<!date\^\d+\^\{date_short_pretty\} \{time\}\|[^>]*>/g, '')
    .replaceAll(/<https?:[^<>|\s]+\|[^<>|]+>/g, '');
}

describe('text from data', () => {
  it.each(nastyTexts)('cannot ping, format, link or lie: %j', (text) => {
    const message = aMessage({ title: text, description: text, source: text, labels: { [text]: text } });
    for (const payload of [slackBlocks(message), slackPlainText(message)]) {
      const shown = withoutOwnMarkup(payload);
      expect(shown).not.toMatch(/[<>]/);
      expect(shown).not.toMatch(/@[a-z]/i);
      expect(shown).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200B-\u200F\uFEFF]/);
      expect(shown).not.toMatch(/(evil|www|b)\.[a-z]/);
      expect(shown.isWellFormed()).toBe(true);
      expect(payload).toMatchObject({ mrkdwn: false, unfurl_links: false });
    }
  });

  it('is never set as markup', () => {
    const marker = 'zzmarkerzz';
    const message = aMessage({ title: marker, description: marker, source: marker, labels: { a: marker } });
    for (const block of attachmentOf(message).blocks) {
      if (block.type === 'actions') throw new Error('A link does here: nobody asked for a button');
      const elements = block.type === 'context' ? block.elements : 'fields' in block ? block.fields : [block.text];
      for (const element of elements) if (element.type === 'mrkdwn') expect(element.text).not.toContain(marker);
    }
  });

  it('stays readable', () => {
    const sentence =
      'Cart abandonment 92 % (expected about 45 %): 145 carts added, 12 purchases. Possible checkout problem.';
    expect(attachmentOf(aMessage({ description: sentence })).blocks.flatMap(textsOf)).toContain(sentence);
  });

  it('of a megabyte is cut, visibly', () => {
    const message = aMessage({ description: '<'.repeat(1_000_000), title: '&'.repeat(1_000_000) });
    const payload = slackBlocks(message);
    expect(slackComplaint(payload)).toBeNull();
    expect(
      attachmentOf(message)
        .blocks.flatMap(textsOf)
        .filter((text) => text.endsWith('…')),
    ).toHaveLength(2);
  });

  it('of hundreds of labels is cut', () => {
    const labels = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`label${at}`, 'x'.repeat(1000)]));
    expect(slackComplaint(slackBlocks(aMessage({ labels })))).toBeNull();
  });

  it('keeps within the limits of Slack whatever it is', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(...nastyTexts).map((text) => text.repeat(500)),
      fc.string({ maxLength: 20 }).map((text) => text.repeat(2000)),
    );
    const number = fc.option(fc.double());
    fc.assert(
      fc.property(
        fc.record({ title: anything, description: anything, source: anything, type: anything }),
        fc.dictionary(anything, anything, { maxKeys: 5 }),
        fc.record({ metricValue: number, expectedValue: number }),
        fc.constantFrom<NotificationReason>('firing', 'severityRaised', 'resolved', 'acknowledged', 'reminder'),
        fc.webUrl({ withQueryParameters: true }),
        fc.option(fc.tuple(anything, anything)),
        (texts, labels, values, reason, url, holder) => {
          const at = '2026-03-10T12:10:00.000Z';
          const [acknowledgedBy, note] = holder ?? [null, null];
          const acknowledgedAt = holder === null ? null : '2026-03-10T12:10:00.000Z';
          const taken = { acknowledgedBy, acknowledgedAt, note };
          const facts = Array.from({ length: 3 }, () => Object.entries(labels)).flat();
          const alert = {
            ...{ ...texts, ...values, ...taken, labels, runbookUrl: url, explanation: texts.description },
            ...{
              lostRevenue: values.metricValue,
              feedback: acknowledgedBy === null ? null : said(acknowledgedBy, note, at),
            },
            facts: facts.map(([name, value]) => ({ name, value })),
          };
          const message = aMessage(alert, { reason, dashboardUrl: url, cause: { title: texts.title, startsAt: at } });
          const payload = slackBlocks(message, holder === null ? buttons : null);
          expect(slackComplaint(JSON.parse(JSON.stringify(payload)))).toBeNull();
          expect(charactersOf(payload.attachments)).toBeLessThanOrEqual(12_000);
          expect(slackPlainText(message).text.length).toBeLessThanOrEqual(12_000);
          expect(withoutOwnMarkup(payload)).not.toMatch(/[<>]/);
        },
      ),
      { numRuns: 100 },
    );
  }, 20_000);
});
