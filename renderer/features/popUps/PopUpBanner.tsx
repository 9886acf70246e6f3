import { BellRing, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { PopUp } from '../../../shared/popUp.ts';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { useServices } from '../../services.tsx';
import { snoozeChoices } from '../alertDetail/snoozeChoices.ts';
import { useAlertActions } from '../alerts/useAlertActions.ts';
import { bannerTitle } from './bannerTitle.ts';
import styles from './PopUpBanner.module.css';
import { popUpPath } from './popUpPath.ts';

const shownMs = 20_000;

/** One pop-up inside the page, with what can be done about it at once. */
export function PopUpBanner({ popUp, onDismiss }: { popUp: PopUp; onDismiss: () => void }) {
  const { router } = useServices();
  const actions = useAlertActions();
  const [attended, setAttended] = useState(false);
  useLeaving(popUp, !popUp.stays && !attended, onDismiss);
  const { alertIds, severity, body, actionable } = popUp;
  const { word, rest } = bannerTitle(popUp);
  const many = alertIds.length > 1 ? ` ${alertIds.length}` : '';

  const snooze = () => {
    const [halfHour] = snoozeChoices(new Date());
    if (halfHour) void actions.snooze(alertIds, halfHour.until.toISOString());
    onDismiss();
  };
  return (
    <div
      className={styles.banner}
      data-severity={severity ?? undefined}
      role="alert"
      onPointerEnter={() => setAttended(true)}
      onPointerLeave={() => setAttended(false)}
      onFocus={() => setAttended(true)}
      onBlur={() => setAttended(false)}
    >
      {severity ? <SeverityShape severity={severity} size={18} /> : <BellRing className={styles.bell} aria-hidden />}
      <div className={styles.words}>
        <p className={styles.title}>
          {word && <span className={styles.word}>{word}</span>}
          {severity && !word && <span className="visuallyHidden">{severityWords[severity]}: </span>}
          {rest}
        </p>
        {body !== '' && <p className={styles.body}>{body}</p>}
      </div>
      <IconButton label="Dismiss" icon={<X />} onClick={onDismiss} />
      {alertIds.length > 0 && (
        <div className={styles.actions}>
          {actionable && (
            <>
              <Button
                kind="primary"
                size="small"
                onClick={() => {
                  void actions.acknowledge(alertIds);
                  onDismiss();
                }}
              >
                Acknowledge{many}
              </Button>
              <Button size="small" onClick={snooze}>
                Snooze 30 min
              </Button>
            </>
          )}
          <Button
            size="small"
            onClick={() => {
              router.navigate(popUpPath(popUp));
              onDismiss();
            }}
          >
            Open
          </Button>
        </div>
      )}
    </div>
  );
}

/** Goes by itself after a while of being seen, what took its place anew; a page that nobody looks at lets nothing go. */
function useLeaving(popUp: PopUp, mayLeave: boolean, onLeave: () => void): void {
  const leave = useRef(onLeave);
  leave.current = onLeave;
  const [visible, setVisible] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const renew = () => setVisible(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', renew);
    return () => document.removeEventListener('visibilitychange', renew);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one with the same id is read from its beginning
  useEffect(() => {
    if (!mayLeave || !visible) return;
    const timer = setTimeout(() => leave.current(), shownMs);
    return () => clearTimeout(timer);
  }, [popUp, mayLeave, visible]);
}
