import { Tooltip } from '@base-ui/react/tooltip';
import { CircleCheck } from 'lucide-react';
import { useId } from 'react';
import { formatInstant } from '../../components/formatInstant.ts';
import { useOverlays } from '../../components/Overlays.tsx';
import popup from '../../components/Popup.module.css';
import { Link } from '../../routing/Link.tsx';
import { QuietWords } from '../alerts/QuietWords.tsx';
import { type Quiet, useQuiet } from '../alerts/useQuiet.ts';
import styles from './QuietMark.module.css';

/** "All quiet", and under the pointer or the focus since when and what says so. */
export function QuietMark() {
  const quiet = useQuiet();
  const id = useId();
  const { container } = useOverlays();
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        delay={200}
        render={<Link to="/health" className={styles.mark} aria-describedby={quiet ? id : undefined} />}
      >
        <CircleCheck aria-hidden="true" /> All quiet
      </Tooltip.Trigger>
      {quiet && (
        <>
          <div id={id} hidden>
            <QuietReason quiet={quiet} />
          </div>
          <Tooltip.Portal container={container}>
            <Tooltip.Positioner className={popup.positioner} sideOffset={8} align="end">
              <Tooltip.Popup className={`${popup.popup} ${styles.popup}`}>
                <QuietReason quiet={quiet} />
              </Tooltip.Popup>
            </Tooltip.Positioner>
          </Tooltip.Portal>
        </>
      )}
    </Tooltip.Root>
  );
}

function QuietReason({ quiet }: { quiet: Quiet }) {
  return (
    <>
      <p className={styles.title}>All quiet since {formatInstant(quiet.since, 'short')}</p>
      <QuietWords quiet={quiet} />
    </>
  );
}
