import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Notice {
  id: number;
  tone: 'info' | 'trouble';
  text: string;
  action: { label: string; run: () => void } | null;
  /** Somebody has seen it, or has tried again. */
  onDismiss: (() => void) | null;
}

interface NoticeState {
  /** Shown in a corner until dismissed or, without trouble, until their time is over. */
  notices: readonly Notice[];
  /** Read out by screen readers only; `assertive` interrupts. The counter makes the same words be read again. */
  announcement: { text: string; urgency: 'polite' | 'assertive'; count: number };
  /** Whether the page of keys is open. */
  helpOpen: boolean;
}

export interface NoticeStore extends StoreApi<NoticeState> {
  show(notice: Pick<Notice, 'tone' | 'text'> & Partial<Pick<Notice, 'action' | 'onDismiss'>>): void;
  dismiss(id: number): void;
  announce(text: string, urgency?: 'polite' | 'assertive'): void;
}

const most = 4;

export function createNoticeStore(): NoticeStore {
  const store = createStore<NoticeState>(() => ({
    notices: [],
    announcement: { text: '', urgency: 'polite', count: 0 },
    helpOpen: false,
  }));
  let lastId = 0;
  return {
    ...store,
    show: ({ tone, text, action = null, onDismiss = null }) =>
      store.setState(({ notices }) => {
        // The same trouble twice is one notice, not two.
        const others = notices.filter((notice) => notice.text !== text);
        return { notices: [...others, { id: ++lastId, tone, text, action, onDismiss }].slice(-most) };
      }),
    dismiss(id) {
      const dismissed = store.getState().notices.find((notice) => notice.id === id);
      store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice !== dismissed) }));
      dismissed?.onDismiss?.();
    },
    announce: (text, urgency = 'polite') =>
      store.setState(({ announcement }) => ({ announcement: { text, urgency, count: announcement.count + 1 } })),
  };
}
