import { MoonStar, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { overlaps } from '../../../../shared/delivery/quietPeriods.ts';
import type { ReceiverOptions } from '../../../../shared/delivery/receiverSettings.ts';
import { TimePeriods } from '../../../components/TimePeriods/TimePeriods.tsx';
import { useNow } from '../../../components/useNow.tsx';
import type { DeliveryEditor } from '../../delivery/editor/useDeliveryEditor.ts';
import row from '../../setup/FieldRow.module.css';
import { useTimeZones } from '../../setup/useTimeZones.ts';
import { optionsOf, withOptions } from '../edits/receiverOptions.ts';
import { overlapWords, quietHoursWords } from '../quietHoursWords.ts';
import styles from './ReceiverEditor.module.css';

type QuietPeriod = ReceiverOptions['quietHours'][number];

const night: QuietPeriod = { days: [], from: '22:00', to: '07:00', timeZone: '', criticalBreaksThrough: true };

/** When a receiver is told nothing, what that means right now, and where two periods overlap. */
export function QuietHoursFields({ editor, name }: { editor: DeliveryEditor; name: string }) {
  const zones = useTimeZones();
  const { quietHours } = optionsOf(editor.delivery, name);
  const path = `delivery.options.${name}.quietHours`;
  const ofList = editor.problems[path];
  const problems = Object.fromEntries(
    Object.entries(editor.problems).flatMap(([key, message]) =>
      key.startsWith(`${path}.`) ? [[key.slice(path.length + 1), message]] : [],
    ),
  );
  return (
    <>
      <TimePeriods
        label="Quiet hours"
        periods={quietHours}
        onChange={(periods) => editor.change((delivery) => withOptions(delivery, name, { quietHours: periods }))}
        fresh={night}
        problems={problems}
        zones={zones.choices}
        more={({ criticalBreaksThrough }, change) => (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={criticalBreaksThrough}
              onChange={({ target }) => change({ criticalBreaksThrough: target.checked })}
            />
            Critical alerts break through
          </label>
        )}
      />
      {ofList !== undefined && (
        <p className={row.problem} role="alert">
          Quiet hours {ofList}.
        </p>
      )}
      {zones.machine !== null && Object.keys(problems).length === 0 && (
        <QuietNow periods={quietHours} machine={zones.machine} />
      )}
    </>
  );
}

function QuietNow({ periods, machine }: { periods: readonly QuietPeriod[]; machine: string }) {
  const now = useNow(10_000);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const pairs = useMemo(() => overlaps(periods, machine), [periods, machine]);
  return (
    <>
      {pairs.length > 0 && (
        <div className={styles.overlap} role="status">
          <TriangleAlert aria-hidden="true" />
          <div>
            {pairs.map((pair) => (
              <p key={pair.join()}>{overlapWords(periods, pair)}</p>
            ))}
            <p>
              That is allowed: an alert is held back while any of them holds it, and a critical one is told only where
              each of them lets it through.
            </p>
          </div>
        </div>
      )}
      <p className={styles.now}>
        <MoonStar aria-hidden="true" /> {quietHoursWords(periods, { now, machine, here })}
      </p>
    </>
  );
}
