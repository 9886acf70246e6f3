import { describe, expect, it } from 'vitest';
import { stepAfterError, stepAfterNotice } from '../../../../renderer/features/health/nextStep.ts';
import { worstFirst } from '../../../../renderer/features/health/worstFirst.ts';
import { ErrorCode } from '../../../../shared/problem.ts';

describe('the next step', () => {
  it.each(['auth', 'unreachable', 'dns', 'tls', 'missingTable', 'notConfigured'] as const)(
    'after %s is the connection',
    (code) => expect(stepAfterError(code)?.to).toBe('/setup#connection'),
  );

  it('is a place of ours or none at all, for every failure', () => {
    for (const code of ErrorCode.options) expect(stepAfterError(code)?.to ?? '/').toMatch(/^\//);
    expect(stepAfterError(null)).toBeNull();
  });

  it('of a notice leads where it can be mended', () => {
    expect(stepAfterNotice('receiverBroken:slack critical')?.to).toBe('/delivery?receiver=slack+critical');
    expect(stepAfterNotice('weakSecrets')?.to).toBe('/setup#secrets');
    expect(stepAfterNotice('databaseDamaged')).toBeNull();
  });
});

it('puts trouble first and keeps the order of what is alike', () => {
  const tones = ['good', 'off', 'bad', 'good', 'warning'] as const;
  expect(
    worstFirst(
      tones.map((tone, at) => ({ tone, at })),
      ({ tone }) => tone,
    ).map(({ at }) => at),
  ).toEqual([2, 4, 0, 3, 1]);
});
