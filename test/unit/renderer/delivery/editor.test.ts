import { describe, expect, it } from 'vitest';
import { draftProblems } from '../../../../renderer/features/delivery/editor/draftProblems.ts';
import { changedFields } from '../../../../renderer/features/settingsPart/changedFields.ts';
import { builtInRoutes } from '../../../../shared/delivery/builtInRoutes.ts';
import { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';

const saved = DeliverySettings.parse({});

describe('delivery as it is edited', () => {
  it('knows which parts were changed, by what they say and not by how', () => {
    expect(changedFields(saved, structuredClone(saved))).toEqual([]);
    expect(changedFields(saved, { ...saved, routes: builtInRoutes, remindMinutes: null })).toEqual([
      'routes',
      'remindMinutes',
    ]);
    const { burst, ...others } = saved.limits;
    expect(changedFields(saved, { ...saved, limits: { ...others, burst } })).toEqual([]);
    const longer = { ...saved, inhibitions: [...saved.inhibitions, ...saved.inhibitions] };
    expect(changedFields(saved, longer)).toEqual(['inhibitions']);
  });

  it('is judged by the rules of the host, each problem at its place', () => {
    expect(draftProblems(saved)).toEqual({});
    const nameless = { ...builtInRoutes, name: '', receivers: ['pigeon'] };
    expect(draftProblems({ ...saved, routes: nameless })).toEqual({
      'delivery.routes.name': 'must have at least 1 characters',
      'delivery.routes.receivers.0': 'names the receiver pigeon, which does not exist',
    });
  });
});
