import { expect, it } from 'vitest';
import { draftBeyond, draftOf, problemsOf, withDraft } from '../../../../renderer/features/jobs/jobSettingsDraft.ts';
import { JobSettings } from '../../../../shared/signals/signalSettings.ts';

const none = JobSettings.parse({});
const empty = { every: '', max: '', channel: '' };

it('is empty for a job of which nothing is given', () => {
  expect(draftOf(none, 'nightly')).toEqual(empty);
  expect(draftOf(none, 'constructor')).toEqual(empty);
});

it('is kept as typed, with a decimal comma as well, and read again', () => {
  const settings = withDraft(none, 'nightly', { every: '60', max: ' 1,5 ', channel: ' #data ' });
  expect(settings).toEqual({
    ...none,
    expected: { nightly: { everyMinutes: 60, maxMinutes: 1.5 } },
    channels: { nightly: '#data' },
  });
  expect(draftOf(settings, 'nightly')).toEqual({ every: '60', max: '1.5', channel: '#data' });
  expect(JobSettings.parse(settings)).toEqual(settings);
});

it('leaves nothing of a job behind when all is taken away, and the others as they are', () => {
  const both = withDraft(withDraft(none, 'a', { ...empty, every: '5' }), 'b', { ...empty, channel: 'x' });
  expect(withDraft(both, 'a', empty)).toEqual({ ...none, channels: { b: 'x' } });
});

it.each([
  [{ ...empty, every: 'soon' }, { every: 'must be a number of minutes' }],
  [{ ...empty, every: '0' }, { every: 'must be more than 0, and a year at most' }],
  [{ ...empty, max: '600000' }, { max: 'must be more than 0, and a year at most' }],
  [{ ...empty, channel: 'x'.repeat(81) }, { channel: 'must have 80 characters at most' }],
  [{ every: '1', max: '0.5', channel: '#a' }, {}],
])('names what is wrong with %j', (draft, problems) => {
  expect(problemsOf(draft)).toEqual(problems);
});

it('leaves what was typed while it was being saved', () => {
  const saved = { every: '60', max: '', channel: '#data' };
  expect(draftBeyond({ every: '60' }, saved)).toEqual({});
  expect(draftBeyond({ every: '60', channel: '#other' }, saved)).toEqual({ channel: '#other' });
});

it('refuses a number that can be read two ways, since a job of every day would be one of every minute', () => {
  expect(problemsOf({ ...empty, every: '1,440' })).toEqual({ every: 'must be a number of minutes' });
  expect(problemsOf({ ...empty, every: '1440', max: '1,5' })).toEqual({});
});
