import { describe, expect, it } from 'vitest';
import { dataAge, firstSentence } from '../../../../renderer/features/shell/bannerWords.ts';

describe('how old the picture is', () => {
  const sources = [{ lastSuccessAt: '2026-03-10T11:54:00.000Z' }, { lastSuccessAt: '2026-03-10T11:50:00.000Z' }];

  it('is as old as the source that has been silent longest, while blind', () => {
    expect(dataAge({ watch: 'blind', sources, healthAt: 1 })).toBe(Date.parse('2026-03-10T11:50:00.000Z'));
  });

  it("is as old as the host's last word, while cut off", () => {
    expect(dataAge({ watch: 'disconnected', sources, healthAt: 1 })).toBe(1);
  });

  it('is not told when no source ever answered', () => {
    expect(dataAge({ watch: 'blind', sources: [{ lastSuccessAt: null }], healthAt: 1 })).toBeNull();
  });
});

it.each([
  ['ClickHouse at db.shop:8443 refused. Nothing is checked. Mend it.', 'ClickHouse at db.shop:8443 refused.'],
  ['One sentence only.', 'One sentence only.'],
  ['no end', 'no end'],
])('takes what happened out of "%s"', (text, first) => expect(firstSentence(text)).toBe(first));
