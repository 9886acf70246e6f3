import { savesFiles } from '../../components/saveFile.ts';
import { useWebNotifications } from '../popUps/useWebNotifications.ts';
import type { Fact } from './Facts.tsx';

/** What the browser of this page says to pop-ups; nothing in the desktop's window, where the app shows them. */
export function usePermissionFact(): Fact[] {
  const { word, explanation } = useWebNotifications();
  return savesFiles ? [{ label: 'Pop-ups in this browser', value: word, hint: explanation }] : [];
}
