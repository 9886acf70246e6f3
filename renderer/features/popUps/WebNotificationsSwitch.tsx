import { Switch } from '@base-ui/react/switch';
import { BellOff, BellRing, MessageSquareWarning } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../components/Button.tsx';
import { useLive } from '../../services.tsx';
import control from '../setup/FieldControl.module.css';
import row from '../setup/FieldRow.module.css';
import { useWebNotifications } from './useWebNotifications.ts';
import styles from './WebNotificationsSwitch.module.css';

const icons = { off: BellOff, on: BellRing, inPage: MessageSquareWarning };

/** Turns pop-ups on for this browser, at once, and says how they are shown. The desktop app has its own. */
export function WebNotificationsSwitch() {
  const id = useId();
  const host = useLive((state) => state.health?.host ?? null);
  const { wanted, state, word, explanation, mayAsk, turnOn, turnOff } = useWebNotifications();
  if (host !== 'browser') return null;
  const Icon = icons[state];
  return (
    <div className={row.row}>
      <div className={row.about}>
        <label className={row.label} htmlFor={id}>
          Pop-ups in this browser
        </label>
        <p id={`${id}-effect`} className={row.effect}>
          {explanation}
        </p>
      </div>
      <div className={row.value}>
        <Switch.Root
          id={id}
          className={control.switch}
          checked={wanted}
          aria-describedby={`${id}-effect`}
          onCheckedChange={(checked) => (checked ? turnOn() : turnOff())}
        >
          <Switch.Thumb className={control.thumb} />
        </Switch.Root>
        <span className={styles.state} data-state={state} role="status">
          <Icon aria-hidden="true" />
          {word}
        </span>
        {mayAsk && (
          <Button size="small" onClick={turnOn}>
            Ask the browser again
          </Button>
        )}
      </div>
    </div>
  );
}
