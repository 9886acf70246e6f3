import { Popover } from '@base-ui/react/popover';
import popup from '../../components/Popup.module.css';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Link } from '../../routing/Link.tsx';
import { useLive } from '../../services.tsx';
import { StatusMark } from '../health/StatusMark.tsx';
import { sourceState, sourceTitles } from '../health/sourceWords.ts';
import styles from './SourcesPopover.module.css';
import line from './StatusLine.module.css';

/** How many sources answer, and on a click each by name. */
export function SourcesPopover() {
  const sources = useLive((state) => state.health?.sources ?? null);
  if (sources === null) return null;
  const needed = sources.filter((source) => source.status !== 'notSetUp');
  const answering = needed.filter((source) => source.status === 'ok');
  return (
    <Popover.Root>
      <Popover.Trigger className={line.fact} data-trouble={answering.length < needed.length || undefined}>
        sources{' '}
        <b>
          {answering.length}/{needed.length}
        </b>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className={popup.positioner} sideOffset={8} align="start">
          <Popover.Popup className={`${popup.popup} ${styles.popup}`}>
            <Popover.Title className={styles.title}>What is watched</Popover.Title>
            <ul>
              {sources.map((source) => (
                <li key={source.name} className={styles.source}>
                  <span className={styles.name}>{sourceTitles[source.kind]}</span>
                  <StatusMark status={sourceState(source)} />
                  <span className={styles.detail}>
                    <code>{source.name}</code>
                    {source.lastSuccessAt && (
                      <>
                        {' · answered '}
                        <RelativeTime at={source.lastSuccessAt} suffix=" ago" />
                      </>
                    )}
                    {source.latencyMs !== null && ` · ${Math.round(source.latencyMs)} ms`}
                  </span>
                  {source.lastError && source.status !== 'ok' && <p className={styles.error}>{source.lastError}</p>}
                </li>
              ))}
            </ul>
            <Link to="/health" className={styles.more}>
              Health in full
            </Link>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
