import { describe, expect, it } from 'vitest';
import { createValueFormat } from '../../../../renderer/components/createValueFormat.ts';
import { alertFacts } from '../../../../renderer/features/alertDetail/alertFacts.ts';
import { historyWords } from '../../../../renderer/features/alertDetail/historyWords.ts';
import { receiverTitle } from '../../../../renderer/features/alertDetail/receiverTitle.ts';
import { HistoryKind, type Observation } from '../../../../shared/alert.ts';
import { anAlertDetail } from '../../../support/builders.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const format = createValueFormat({ locale: 'en-US', currency: 'USD' });
const observation: Observation = {
  source: 'engine',
  severity: 'high',
  description: '',
  metricValue: 245,
  expectedValue: 1850,
  zScore: -6.13,
  changePercent: -86.8,
  windowStart: '2026-03-10T12:00:00.000Z',
  windowMs: 300_000,
  observedAt: '2026-03-10T12:05:30.000Z',
};
const facts = (detail: Parameters<typeof anAlertDetail>[0]) =>
  Object.fromEntries(alertFacts(anAlertDetail(detail), format, noon).map(({ label, value }) => [label, value]));

describe('alertFacts', () => {
  it('says value, expected, difference, z, how often and where from', () => {
    expect(facts({ observations: [observation], occurrences: 3, labels: { country: 'DE' } })).toMatchObject({
      Value: '$245',
      Expected: 'about $1,850',
      Difference: '−87 %',
      'z-score': '−6.1 σ',
      Seen: 'in 3 windows',
      Source: 'engine',
      country: 'DE',
    });
  });

  it('says once what is a label and a fact of a message', () => {
    const labels = { model: 'ranker', model_id: 'm-1' };
    const told = [
      { name: 'Model', value: 'ranker' },
      { name: 'Model id', value: 'm-1' },
      { name: 'Metric', value: 'mae' },
    ];
    const names = Object.keys(facts({ labels, facts: told }));
    expect(names.filter((name) => /^m/i.test(name))).toEqual(['Metric', 'model', 'model_id']);
  });

  it('says the limit that a series heads for, and no difference from it', () => {
    const heading = facts({ type: 'trend', metricValue: 86, expectedValue: 90, unit: 'percent' });
    expect(heading).toMatchObject({ Value: '86 %', Limit: '90 %' });
    expect(heading).not.toHaveProperty('Difference');
  });

  it('leaves out what an alert does not have', () => {
    expect(Object.keys(facts({ metricValue: null, expectedValue: null }))).toEqual([
      'Window',
      'Seen',
      'Source',
      'Fingerprint',
    ]);
  });

  it('shortens the fingerprint and keeps the whole for hovering', () => {
    const fingerprint = '0123456789abcdef0123456789abcdef';
    const fact = alertFacts(anAlertDetail({ fingerprint }), format, noon).at(-1);
    expect(fact).toMatchObject({ value: '0123456789ab', hint: fingerprint });
  });
});

describe('historyWords', () => {
  it('says what happened and who did it', () => {
    expect(historyWords({ kind: 'acknowledged', by: 'mara' })).toBe('Acknowledged by mara');
    expect(historyWords({ kind: 'resolved', by: null })).toBe('Resolved');
  });

  it('has words of its own for every kind', () => {
    const words = HistoryKind.options.map((kind) => historyWords({ kind, by: null }));
    expect(new Set(words).size).toBe(HistoryKind.options.length);
  });
});

describe('receiverTitle', () => {
  it.each([
    ['slack', 'Slack'],
    ['slack-critical', 'Slack, critical'],
    ['mail-night-shift', 'Mail, night shift'],
  ])('reads %s as a name', (name, title) => {
    expect(receiverTitle(name)).toBe(title);
  });
});
