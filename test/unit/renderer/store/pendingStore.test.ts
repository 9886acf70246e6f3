import { describe, expect, it } from 'vitest';
import { createPendingStore, withPending } from '../../../../renderer/store/pendingStore.ts';
import { anAlert } from '../../../support/builders.ts';

describe('changes shown before they are kept', () => {
  it('lie over the alert until they are kept', () => {
    const store = createPendingStore();
    store.begin(['a1', 'a2'], { status: 'acknowledged', acknowledgedBy: 'you' });
    expect(withPending(anAlert({ id: 'a1' }), store.getState().pending.get('a1'))).toMatchObject({
      status: 'acknowledged',
      acknowledgedBy: 'you',
    });
    store.succeed(['a1']);
    expect([...store.getState().pending.keys()]).toEqual(['a2']);
  });

  it('are taken off with the reason when they were not kept, and the reason goes with the next attempt', () => {
    const store = createPendingStore();
    store.begin(['a1'], { status: 'acknowledged' });
    store.fail(['a1'], 'The disk is full.');
    expect(store.getState().pending.size).toBe(0);
    expect(store.getState().failed.get('a1')).toBe('The disk is full.');
    store.begin(['a1'], { status: 'acknowledged' });
    expect(store.getState().failed.size).toBe(0);
  });

  it('leave the alert itself alone', () => {
    const alert = anAlert();
    expect(withPending(alert, undefined)).toBe(alert);
    withPending(alert, { status: 'acknowledged' });
    expect(alert.status).toBe('active');
  });
});
