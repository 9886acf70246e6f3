import { useEffect, useState } from 'react';
import { usePreferences, useServices } from '../../services.tsx';
import { readPermission } from './popUpPermission.ts';
import { type PopUpStateWords, popUpStateWords } from './popUpStateWords.ts';

export interface WebNotifications extends PopUpStateWords {
  wanted: boolean;
  /** Must be called by a click or key of the person: only then do browsers ask them. */
  turnOn(): void;
  turnOff(): void;
}

/** Whether this browser shows pop-ups; the permission is asked for when they are turned on, and never before. */
export function useWebNotifications(): WebNotifications {
  const { preferences } = useServices();
  const wanted = usePreferences((state) => state.popUps);
  const [permission, setPermission] = useState(() => readPermission(window));

  useEffect(() => {
    const renew = () => setPermission(readPermission(window));
    // Changed in the browser's own settings, or asked for in another place of this page.
    let status: PermissionStatus | undefined;
    let gone = false;
    navigator.permissions?.query({ name: 'notifications' }).then(
      (found) => {
        if (gone) return;
        status = found;
        status.addEventListener('change', renew);
      },
      () => {},
    );
    window.addEventListener('focus', renew);
    return () => {
      gone = true;
      status?.removeEventListener('change', renew);
      window.removeEventListener('focus', renew);
    };
  }, []);

  return {
    ...popUpStateWords(wanted, permission),
    wanted,
    turnOn() {
      preferences.setState({ popUps: true });
      if (permission !== 'default') return;
      void Notification.requestPermission().then(
        () => setPermission(readPermission(window)),
        () => {},
      );
    },
    turnOff: () => preferences.setState({ popUps: false }),
  };
}
