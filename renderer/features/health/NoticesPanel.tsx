import { CircleAlert, Info, OctagonX } from 'lucide-react';
import type { Health } from '../../../shared/health.ts';
import { Panel } from '../../components/Panel.tsx';
import styles from './NoticesPanel.module.css';
import { stepAfterNotice } from './nextStep.ts';
import { StepLink } from './StepLink.tsx';

type Notice = Health['notices'][number];

const marks: Record<Notice['severity'], { Icon: typeof Info; word: string }> = {
  info: { Icon: Info, word: 'Note' },
  warning: { Icon: CircleAlert, word: 'Warning' },
  error: { Icon: OctagonX, word: 'Error' },
};

/** Things somebody should know and can mend. */
export function NoticesPanel({ notices }: { notices: readonly Notice[] }) {
  return (
    <Panel title="Notices">
      <ul className={styles.notices}>
        {notices.map((notice) => {
          const { Icon, word } = marks[notice.severity];
          return (
            <li key={`${notice.code} ${notice.message}`} className={styles.notice} data-severity={notice.severity}>
              <Icon aria-label={word} />
              <span>
                {notice.message}
                <StepLink step={stepAfterNotice(notice.code)} />
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
