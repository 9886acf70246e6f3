import { useMemo } from 'react';
import type { Choice } from './settingField.ts';
import { timeZoneChoices } from './timeZoneChoices.ts';
import { useHostView } from './useHostView.ts';

interface TimeZones {
  /** IANA name of the zone of the machine the host runs on; null until it has said so. */
  machine: string | null;
  choices: Choice[];
}

/** Whose clocks there are to choose from. */
export function useTimeZones(): TimeZones {
  const host = useHostView();
  return useMemo(() => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (host) {
      const known = Intl.supportedValuesOf('timeZone');
      return { machine: host.timeZone, choices: timeZoneChoices({ host, here, kept: '', known }) };
    }
    return { machine: null, choices: [{ value: '', label: 'Where Watchkeeper runs' }] };
  }, [host]);
}
