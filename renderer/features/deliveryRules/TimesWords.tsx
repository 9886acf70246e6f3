import type { TimePeriod } from '../../../shared/delivery/timePeriod.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { timePeriodWords } from '../../components/TimePeriods/timePeriodWords.ts';
import { useNow } from '../../components/useNow.tsx';
import { momentWords, zoneHere } from './momentWords.ts';
import { timesNow } from './timesNow.ts';
import { usedWords } from './usedWords.ts';

interface TimesWordsProps {
  periods: readonly TimePeriod[];
  /** Zone of the machine the host runs on; null until it is known. */
  machine: string | null;
  /** Routes. */
  used: readonly string[];
}

/** Times in words, and whether they are on at this moment. */
export function TimesWords({ periods, machine, used }: TimesWordsProps) {
  const now = useNow(10_000);
  const state = machine === null ? null : timesNow(periods, machine, now);
  const moment = state?.at ? momentWords(state.at, now, zoneHere()) : null;
  return (
    <>
      <ul>
        {periods.map((period, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a period is its place; two of them may be alike
          <li key={index}>
            {timePeriodWords(period)}
            {period.timeZone !== '' && `, ${period.timeZone}`}
          </li>
        ))}
      </ul>
      {state && (
        <p title={state.at === null ? undefined : formatInstant(state.at, 'exact')}>
          {state.on ? `Now: on${moment ? ` until ${moment}` : ', always'}.` : `Now: off. Next: ${moment}.`}
        </p>
      )}
      <p>{usedWords(used)}</p>
    </>
  );
}
