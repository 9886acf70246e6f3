import type { HostView } from '../../../shared/hostView.ts';
import type { Choice } from './settingField.ts';

interface Zones {
  host: Pick<HostView, 'kind' | 'timeZone'>;
  /** The reader's own. */
  here: string;
  /** What the field shows; stays a choice even where this browser does not know it. */
  kept: string;
  known: readonly string[];
}

/** The host's own zone first, then the reader's where it is another one, then every zone there is. */
export function timeZoneChoices({ host, here, kept, known }: Zones): Choice[] {
  const whose = host.kind === 'desktop' ? 'This machine' : 'Where Watchkeeper runs';
  const near = here === host.timeZone ? [] : [{ value: here, label: `This browser: ${here}` }];
  const rest = [...new Set([kept, ...known, 'UTC'])].filter(
    (zone) => zone !== '' && !near.some(({ value }) => value === zone),
  );
  return [
    { value: '', label: `${whose}: ${host.timeZone}` },
    ...near,
    ...rest.sort().map((zone) => ({ value: zone, label: zone })),
  ];
}
