import { expect, it } from 'vitest';
import { seriesKey } from '../../../../core/detection/series/seriesInfo.ts';

it('names a series by its parts and labels, in one order, and keeps slashes apart', () => {
  expect(seriesKey('metric', ['system', 'disk_usage'], {})).toBe('metric/system/disk_usage');
  expect(seriesKey('metric', ['a/b', 'lag'], { host: 'w-1', disk: 'sda=1' })).toBe(
    'metric/a%2Fb/lag/disk=sda%3D1,host=w-1',
  );
  expect(seriesKey('metric', ['', 'lag'], {})).toBe('metric//lag');
});

it('stays within 300 characters, and two long ones stay two', () => {
  const long = (end: string) => seriesKey('query', ['q'], { text: `${'x'.repeat(400)}${end}` });
  expect(long('a')).toHaveLength(300);
  expect(long('a')).not.toBe(long('b'));
  expect(long('a')).toBe(long('a'));
});
