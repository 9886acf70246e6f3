import { describe, expect, it } from 'vitest';
import { createValueFormat } from '../../../../renderer/components/createValueFormat.ts';
import { alertText } from '../../../../renderer/features/alertDetail/alertText.ts';
import { runbookLink } from '../../../../renderer/features/alertDetail/runbookLink.ts';
import { anAlert } from '../../../support/builders.ts';

const format = createValueFormat({ locale: 'en-US', currency: 'USD' });

describe('alertText', () => {
  it('says what, how bad, since when and where', () => {
    expect(alertText(anAlert({ labels: { country: 'DE' } }), format, 'http://127.0.0.1:4780/alerts/a1')).toBe(
      [
        'High · Revenue drop (country=DE)',
        'Revenue $245 (expected about $1,850).',
        '$245, expected $1,850 (−87 %)',
        'Since 2026-03-10 12:05 UTC',
        'http://127.0.0.1:4780/alerts/a1',
      ].join('\n'),
    );
  });

  it('says where it comes from, what it costs and what somebody said it was', () => {
    const feedback = {
      label: 'falseAlarm',
      comment: 'feed was late',
      by: 'Ana',
      at: '2026-03-10T12:20:00.000Z',
    } as const;
    const text = alertText(
      anAlert({ explanation: '91 % of the drop is device = ios', lostRevenue: 4187, feedback }),
      format,
      '/alerts/a1',
    );
    expect(text.split('\n').slice(3)).toEqual([
      'Where it comes from: 91 % of the drop is device = ios',
      'Lost so far about $4,200',
      'Since 2026-03-10 12:05 UTC',
      'Labelled false alarm by Ana: feed was late',
      '/alerts/a1',
    ]);
  });

  it('says who has it and when it was over', () => {
    const text = alertText(
      anAlert({
        metricValue: null,
        acknowledgedAt: '2026-03-10T12:07:00.000Z',
        acknowledgedBy: 'mara',
        note: 'payment provider is down',
        resolvedAt: '2026-03-10T12:40:00.000Z',
      }),
      format,
      '/alerts/a1',
    );
    expect(text.split('\n').slice(2, 4)).toEqual([
      'Since 2026-03-10 12:05 UTC, resolved 2026-03-10 12:40 UTC',
      'Acknowledged by mara 2026-03-10 12:07 UTC: payment provider is down',
    ]);
  });
});

describe('runbookLink', () => {
  it.each([
    ['https://runbooks.example.com/revenue', 'https://runbooks.example.com/revenue'],
    ['http://runbooks.example.com/revenue', null],
    ['javascript:alert(1)', null],
    ['data:text/html,hello', null],
    ['not a url', null],
    [null, null],
  ])('opens https only: %s', (given, expected) => {
    expect(runbookLink(given)).toBe(expected);
  });
});
