import { Moon } from 'lucide-react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { Panel } from '../../components/Panel.tsx';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useHostView } from '../setup/useHostView.ts';
import { useSettingsView } from '../setup/useSettingsView.ts';
import styles from './QuietTimesPanel.module.css';
import { type QuietTime, quietTimes } from './quietTimes.ts';

const dayMs = 24 * 3_600_000;

/** Who is told nothing at this hour, and who will be next, by the settings. */
export function QuietTimesPanel() {
  const { data, error, refetch } = useSettingsView();
  const host = useHostView();
  const now = useNow(10_000);
  const times = data && host ? quietTimes(data.settings, host.timeZone, now) : null;
  return (
    <Panel title="Quiet hours" hint={times && hintOf(times)}>
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)}{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {times?.length === 0 && (
        <p className={styles.when}>
          None are set: whoever is told is told at any hour. Set them for <Link to={pathOf.delivery}>receivers</Link> or
          for <Link to={`${pathOf.setup}#pop-ups`}>pop-ups</Link>.
        </p>
      )}
      {times && times.length > 0 && (
        <ul className={styles.times}>
          {times.map((time) => (
            <li key={time.id} className={styles.time} data-on={time.on || undefined}>
              <Moon className={styles.icon} aria-hidden="true" />
              <span>
                <Link to={time.path} className={styles.who} title="Where it is set">
                  {time.who}
                </Link>
                : <State time={time} now={now} />{' '}
                {time.when.map((words) => (
                  <span key={words} className={styles.when}>
                    ({words}){' '}
                  </span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function hintOf(times: readonly QuietTime[]): string {
  const on = times.filter((time) => time.on).length;
  return on === 0 ? 'none now' : `${on} now`;
}

function State({ time: { on, at }, now }: { time: QuietTime; now: number }) {
  if (at === null) return <b>{on ? 'always quiet' : 'never quiet'}</b>;
  const words = formatInstant(at, at - now < dayMs ? 'clock' : 'short');
  const exact = formatInstant(at, 'exact');
  return on ? <b title={exact}>quiet until {words}</b> : <span title={exact}>quiet from {words}</span>;
}
