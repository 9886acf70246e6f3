import { describe, expect, it } from 'vitest';
import { createPendingStore, withPending } from '../../../../renderer/store/pendingStore.ts';
import { anAlert } from '../../../support/builders.ts';

describe('changes shown before they are kept', () => {
  it('lie over the alert until they are kept', () => {
    const store = createPendingStore();
    const patch = { status: 'acknowledged', acknowledgedBy: 'you' } as const;
    store.begin(['a1', 'a2'], patch);
    expect(withPending(anAlert({ id: 'a1' }), store.getState().pending.get('a1'))).toMatchObject({
      status: 'acknowledged',
      acknowledgedBy: 'you',
    });
    store.succeed(['a1'], patch);
    expect([...store.getState().pending.keys()]).toEqual(['a2']);
  });

  it('stay when something else that was asked of the same alert is answered first', () => {
    const store = createPendingStore();
    const [taken, slept] = [
      { status: 'acknowledged' as const, note: 'mine' },
      { snoozedUntil: '2026-03-10T15:00:00.000Z' },
    ];
    store.begin(['a1'], taken);
    store.begin(['a1'], slept);
    store.succeed(['a1'], taken);
    expect(store.getState().pending.get('a1')).toEqual(slept);
    store.fail(['a1'], slept, 'The disk is full.');
    expect(store.getState().pending.size).toBe(0);
  });

  it('show the last that was asked for when it is asked for twice', () => {
    const store = createPendingStore();
    const labelled = (label: 'real' | 'unsure') => ({ feedback: { label, comment: null, by: 'you', at: 'now' } });
    const [first, second] = [labelled('real'), labelled('unsure')];
    store.begin(['a1'], first);
    store.begin(['a1'], second);
    store.succeed(['a1'], first);
    expect(store.getState().pending.get('a1')).toEqual(second);
  });

  it('are taken off with the reason when they were not kept, and the reason goes with the next attempt', () => {
    const store = createPendingStore();
    const patch = { status: 'acknowledged' } as const;
    store.begin(['a1'], patch);
    store.fail(['a1'], patch, 'The disk is full.');
    expect(store.getState().pending.size).toBe(0);
    expect(store.getState().failed.get('a1')).toBe('The disk is full.');
    store.begin(['a1'], patch);
    expect(store.getState().failed.size).toBe(0);
  });

  it('leave no reason behind once somebody has seen it', () => {
    const store = createPendingStore();
    const patch = { status: 'acknowledged' } as const;
    store.begin(['a1', 'a2'], patch);
    store.fail(['a1', 'a2'], patch, 'The disk is full.');
    store.dismiss(['a1']);
    expect([...store.getState().failed.keys()]).toEqual(['a2']);
  });

  it('leave the alert itself alone', () => {
    const alert = anAlert();
    expect(withPending(alert, undefined)).toBe(alert);
    withPending(alert, { status: 'acknowledged' });
    expect(alert.status).toBe('active');
  });
});
