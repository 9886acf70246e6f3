import { useStore } from 'zustand';
import { useServices } from '../../services.tsx';

/** Reads out what changed for those who do not see it change. */
export function Announcer() {
  const { text, urgency, count } = useStore(useServices().noticeStore, (state) => state.announcement);
  // A changed key makes a screen reader say the same words again.
  return (
    <>
      <div className="visuallyHidden" role="status" aria-live="polite">
        {urgency === 'polite' && <span key={count}>{text}</span>}
      </div>
      <div className="visuallyHidden" role="alert" aria-live="assertive">
        {urgency === 'assertive' && <span key={count}>{text}</span>}
      </div>
    </>
  );
}
