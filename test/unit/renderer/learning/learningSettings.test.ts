import { describe, expect, it } from 'vitest';
import { holdsWords, isInForce } from '../../../../renderer/features/learning/adjustments/adjustmentWords.ts';
import { learningEditProblems } from '../../../../renderer/features/learning/learningEditProblems.ts';
import { trendFields, whatFields } from '../../../../renderer/features/learning/settings/learningFields.ts';
import { querySentence, queryTitle } from '../../../../renderer/features/learning/settings/queryWords.ts';
import { valueAt } from '../../../../renderer/features/setup/settingPath.ts';
import { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import { Settings } from '../../../../shared/settings.ts';

const now = Date.parse('2026-03-10T12:00:00Z');

describe('learningEditProblems', () => {
  const problems = (part: object) =>
    learningEditProblems({ ...LearningSettings.parse({}), ...part } as LearningSettings);
  const query = {
    name: 'lag',
    title: '',
    enabled: true,
    query: 'SELECT 1',
    everySeconds: 300,
    unit: 'none',
    direction: 'both',
  };

  it('finds nothing wrong with the defaults', () => {
    expect(problems({})).toEqual({});
  });

  it.each([
    [{ timeZone: 'Mars/Olympus' }, 'learning.timeZone', 'must be a time zone such as Europe/Berlin'],
    [{ historyDays: Number.NaN }, 'learning.historyDays', 'must be a number such as 30 or 0.5'],
    [{ queries: [{ ...query, query: ' ' }] }, 'learning.queries.0.query', 'is needed'],
    [
      { queries: [{ ...query, query: 'DROP TABLE events' }] },
      'learning.queries.0.query',
      'must be a SELECT, and begins with DROP',
    ],
    [{ queries: [query, query] }, 'learning.queries.1.name', 'is there twice: lag'],
    [
      { trends: { enabled: true, horizonHours: 2, nearHours: 3, limits: [] } },
      'learning.trends.nearHours',
      'must not be more than the hours that are looked ahead',
    ],
  ])('says what is wrong with %o', (part, path, problem) => {
    expect(problems(part)).toEqual({ [path]: problem });
  });
});

describe('the fields of learning', () => {
  it('lead to a setting each', () => {
    for (const { path } of [...whatFields, ...trendFields])
      expect(valueAt(Settings.parse({}), path), path).toBeDefined();
  });
});

describe('the words of a query', () => {
  it('are made from its name where it has no title', () => {
    expect(queryTitle({ title: ' ', name: 'import_lag' })).toBe('Import lag');
    expect(queryTitle({ title: 'Lag of imports', name: 'import_lag' })).toBe('Lag of imports');
  });

  it('say how often it is asked, and what is worth an alert', () => {
    expect(querySentence({ everySeconds: 300, direction: 'up' })).toBe(
      'Asked every 5 min; alerts when it is unusual upwards.',
    );
    expect(querySentence({ everySeconds: Number.NaN, direction: 'both' })).toContain('… s');
  });
});

describe('what was learned from feedback', () => {
  it.each([
    [{ until: '2026-03-12T12:00:00Z', undoneAt: null }, true, 'for another 2 d'],
    [{ until: null, undoneAt: null }, true, 'for good'],
    [{ until: '2026-03-10T12:00:00Z', undoneAt: null }, false, 'over'],
    [{ until: null, undoneAt: '2026-03-10T11:00:00Z' }, false, 'undone'],
  ])('%o is in force: %s', (held, inForce, words) => {
    expect(isInForce(held, now)).toBe(inForce);
    expect(holdsWords(held, now)).toBe(words);
  });
});
