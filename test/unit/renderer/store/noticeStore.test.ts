import { describe, expect, it } from 'vitest';
import { createNoticeStore } from '../../../../renderer/store/noticeStore.ts';

describe('notices', () => {
  it('say the same thing once, as the newest', () => {
    const store = createNoticeStore();
    store.show({ tone: 'trouble', text: 'a' });
    store.show({ tone: 'trouble', text: 'b' });
    store.show({ tone: 'trouble', text: 'a' });
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['b', 'a']);
  });

  it('keep the last four', () => {
    const store = createNoticeStore();
    for (const text of ['a', 'b', 'c', 'd', 'e']) store.show({ tone: 'info', text });
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['b', 'c', 'd', 'e']);
    store.dismiss(store.getState().notices[0]?.id ?? -1);
    expect(store.getState().notices).toHaveLength(3);
  });

  it('can announce the same words twice', () => {
    const store = createNoticeStore();
    store.announce('1 new alert');
    const first = store.getState().announcement.count;
    store.announce('1 new alert');
    expect(store.getState().announcement.count).toBe(first + 1);
  });

  it('tell when one was dismissed, and only of that one', () => {
    const store = createNoticeStore();
    const seen: string[] = [];
    for (const text of ['one', 'two']) store.show({ tone: 'trouble', text, onDismiss: () => seen.push(text) });
    const [first] = store.getState().notices;
    store.dismiss(first?.id ?? 0);
    store.dismiss(first?.id ?? 0);
    expect(seen).toEqual(['one']);
    expect(store.getState().notices.map(({ text }) => text)).toEqual(['two']);
  });
});
