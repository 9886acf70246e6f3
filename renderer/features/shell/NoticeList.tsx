import { CircleAlert, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { useServices } from '../../services.tsx';
import type { Notice } from '../../store/noticeStore.ts';
import styles from './NoticeList.module.css';

const shownMs = 6000;

/** Short notices in a corner. Trouble stays until it is dismissed; the rest goes by itself. */
export function NoticeList() {
  const { noticeStore } = useServices();
  const notices = useStore(noticeStore, (state) => state.notices);
  return (
    <section className={styles.list} aria-label="Notices">
      {notices.map((notice) => (
        <NoticeItem key={notice.id} notice={notice} onDismiss={() => noticeStore.dismiss(notice.id)} />
      ))}
    </section>
  );
}

function NoticeItem({ notice, onDismiss }: { notice: Notice; onDismiss: () => void }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: its time starts once, when it is shown
  useEffect(() => {
    if (notice.tone === 'trouble') return;
    const timer = setTimeout(onDismiss, shownMs);
    return () => clearTimeout(timer);
  }, [notice]);
  const Icon = notice.tone === 'trouble' ? CircleAlert : Info;
  return (
    <div className={styles.notice} data-tone={notice.tone} role={notice.tone === 'trouble' ? 'alert' : 'status'}>
      <Icon aria-hidden="true" />
      <p>{notice.text}</p>
      {notice.action && (
        <Button
          size="small"
          onClick={() => {
            notice.action?.run();
            onDismiss();
          }}
        >
          {notice.action.label}
        </Button>
      )}
      <IconButton label="Dismiss" icon={<X />} onClick={onDismiss} />
    </div>
  );
}
