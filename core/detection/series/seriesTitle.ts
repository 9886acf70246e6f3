import { titleOf } from '../../../shared/anomalyTypes.ts';
import { thresholdRules } from '../../../shared/signals/thresholdRules.ts';
import { shopSeriesOf } from '../shop/shopSeries.ts';
import { placeOf } from './seriesInfo.ts';

/** What people call a series of which only the key is known: "Revenue", "Disk usage on system", "Duration of nightly-load". */
export function seriesTitle(key: string): string {
  const ofShop = shopSeriesOf(key);
  if (ofShop) return ofShop.title;
  const [group, ...parts] = key.split('/');
  if (group === 'metric') {
    const [component = '', metric = '', rest = ''] = parts;
    const labels = { ...(component === '' ? {} : { component: plainText(component) }), ...labelsOf(rest) };
    return `${metricTitle(plainText(metric))}${placeOf({ group, labels })}`;
  }
  if (group === 'job') {
    const [job = '', , rest = ''] = parts;
    return `Duration of ${[plainText(job), ...Object.values(labelsOf(rest))].join(', ')}`;
  }
  if (group === 'query') {
    const [name = '', rest = ''] = parts;
    return `${titleOf(plainText(name))}${placeOf({ group, labels: labelsOf(rest) })}`;
  }
  return key;
}

function metricTitle(metric: string): string {
  return thresholdRules.find((rule) => rule.metric === metric)?.title ?? titleOf(metric);
}

function labelsOf(pairs: string): Record<string, string> {
  if (pairs === '') return {};
  return Object.fromEntries(
    pairs.split(',').map((pair) => {
      const [name = '', value = ''] = pair.split('=').map(plainText);
      return [name, value];
    }),
  );
}

/** As it was before `seriesKey` wrote it; the end of a key that was cut short may be half of a sign. */
function plainText(written: string): string {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
