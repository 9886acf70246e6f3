import { describe, expect, it } from 'vitest';
import {
  digestSentence,
  receiverCounts,
  replaySentence,
  untoldSentence,
} from '../../../../renderer/features/routes/replayWords.ts';
import type { Replay, ReplayCount } from '../../../../shared/delivery/simulation.ts';

const aCount = (given: Partial<ReplayCount>): ReplayCount => ({
  ...{ messages: 0, alerts: 23, untold: 0, byReceiver: [], byReason: [] },
  ...given,
});
const aReplay = (current: Partial<ReplayCount>, edited: Partial<ReplayCount>): Replay => ({
  ...{ from: '2026-03-03T12:00:00.000Z', to: '2026-03-10T12:00:00.000Z' },
  current: aCount(current),
  edited: aCount(edited),
  differences: [],
});

describe('what other routes would have sent', () => {
  it.each([
    [
      aReplay({ messages: 61 }, { messages: 14 }),
      true,
      'This would have sent 14 messages instead of 61, about 23 alerts.',
    ],
    [
      aReplay({ messages: 9 }, { messages: 9 }),
      true,
      'This would have sent 9 messages about 23 alerts, as many as before.',
    ],
    [aReplay({ messages: 1, alerts: 1 }, { messages: 1, alerts: 1 }), false, '1 message about 1 alert.'],
    [aReplay({ alerts: 0 }, { alerts: 0 }), true, 'There was no alert in that time.'],
  ])('is a sentence', (replay, isDraft, sentence) => {
    expect(replaySentence(replay, isDraft)).toBe(sentence);
  });

  it.each([
    [aReplay({}, {}), null],
    [aReplay({ untold: 3 }, { untold: 3 }), '3 alerts reach nobody.'],
    [aReplay({ untold: 4 }, { untold: 1 }), '1 alert reaches nobody (4 before).'],
  ])('says how many alerts reach nobody', (replay, sentence) => {
    expect(untoldSentence(replay)).toBe(sentence);
  });

  it('says how many go together in messages', () => {
    expect(digestSentence(aReplay({}, {}))).toBeNull();
    expect(digestSentence(aReplay({}, { inDigests: 12 }))).toBe(
      '12 alerts of them in messages with others, because of the limits.',
    );
  });

  it('counts by receiver, the busiest before or after first', () => {
    const current = {
      byReceiver: [
        { name: 'slack', messages: 60 },
        { name: 'email', messages: 2 },
      ],
    };
    const edited = {
      byReceiver: [
        { name: 'pagerduty', messages: 5 },
        { name: 'slack', messages: 10 },
      ],
    };
    expect(receiverCounts(aReplay(current, edited))).toEqual([
      { name: 'slack', before: 60, after: 10 },
      { name: 'pagerduty', before: 0, after: 5 },
      { name: 'email', before: 2, after: 0 },
    ]);
  });
});
