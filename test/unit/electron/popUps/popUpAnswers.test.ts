import { expect, it, vi } from 'vitest';
import { createPopUpAnswers, popUpPath } from '../../../../electron/popUps/popUpAnswers.ts';
import { ManualClock } from '../../../support/manualClock.ts';

function someAnswers() {
  const clock = new ManualClock();
  const does = { open: vi.fn(), acknowledge: vi.fn(), snooze: vi.fn() };
  return { clock, ...does, answer: createPopUpAnswers({ ...does, clock }) };
}

it('opens, acknowledges and snoozes for half an hour', () => {
  const { answer, clock, open, acknowledge, snooze } = someAnswers();
  answer({ popUpId: 'p1', alertIds: ['a1'], do: 'open' });
  answer({ popUpId: 'p1', alertIds: ['a1'], do: 'acknowledge' });
  answer({ popUpId: 'p1', alertIds: ['a1'], do: 'snooze' });
  expect(open).toHaveBeenCalledExactlyOnceWith('/alerts/a1');
  expect(acknowledge).toHaveBeenCalledExactlyOnceWith(['a1']);
  expect(snooze).toHaveBeenCalledExactlyOnceWith(['a1'], clock.now() + 1_800_000);
});

it('takes a click that is told twice as one, and the next one as another', async () => {
  const { answer, clock, open } = someAnswers();
  answer({ popUpId: 'p1', alertIds: ['a1'], do: 'open' });
  answer({ popUpId: 'p1', alertIds: ['a1'], do: 'open' });
  expect(open).toHaveBeenCalledOnce();
  answer({ popUpId: 'p2', alertIds: ['a2'], do: 'open' });
  await clock.advance(5000);
  answer({ popUpId: 'p1', alertIds: ['a1'], do: 'open' });
  expect(open).toHaveBeenCalledTimes(3);
});

it('leads from several alerts to the list, and from none to the board', () => {
  expect(popUpPath(['a1', 'a2'])).toBe('/alerts');
  expect(popUpPath([])).toBe('/');
  expect(popUpPath(['a/../b'])).toBe('/alerts/a%2F..%2Fb');
});
