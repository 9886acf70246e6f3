import { expect, it } from 'vitest';
import { ok } from '../../../shared/problem.ts';
import { startTestHost } from '../../support/testHost.ts';

it('jobs of any name have runs over HTTP, and a number that makes no sense is refused by name', async () => {
  const host = await startTestHost();
  try {
    const asked: unknown[] = [];
    host.ports.jobs.runs = async (query) => {
      asked.push(query);
      return ok([]);
    };
    const answer = await host.get(`/api/jobs/${encodeURIComponent('a/b ✓')}/runs?environment=prod&limit=3`);
    expect([answer.status, await answer.json()]).toEqual([200, { items: [] }]);
    expect(asked).toEqual([{ job: 'a/b ✓', environment: 'prod', limit: 3 }]);
    const list = await host.get('/api/jobs?days=7');
    expect(await list.json()).toEqual({ items: [], notSetUp: 'There are no job runs here.' });
    const refused = await host.get('/api/jobs?days=400');
    expect(refused.status).toBe(400);
    expect(JSON.stringify(await refused.json())).toContain('days');
  } finally {
    await host.close();
  }
});
