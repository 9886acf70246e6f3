import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAlert } from '../../support/builders.ts';
import { startTestHost, testToken } from '../../support/testHost.ts';

let host: Awaited<ReturnType<typeof startTestHost>>;
beforeAll(async () => {
  host = await startTestHost({ alerts: [anAlert({ id: 'a1' }), anAlert({ id: 'a2' })] });
});
afterAll(() => host.close());

describe('REST', () => {
  it('answers what the contract names', async () => {
    expect(await (await host.get('/api/health')).json()).toMatchObject({
      status: 'live',
      host: 'browser',
      version: '0.0.0-test',
    });
    expect(await (await host.get('/api/alerts?severity=critical,high&limit=5')).json()).toMatchObject({ total: 2 });
    expect(await (await host.get('/api/alerts/a1')).json()).toMatchObject({ id: 'a1', series: null });
    expect((await host.get('/api/overview')).status).toBe(200);
    expect((await host.get('/api/settings')).status).toBe(200);
    expect((await host.get('/api/diagnostics')).status).toBe(200);
  });

  it('acknowledges with and without a body', async () => {
    const plain = await host.get('/api/alerts/a1/acknowledge', {
      method: 'POST',
      headers: { authorization: `Bearer ${testToken}` },
    });
    expect(await plain.json()).toMatchObject({ status: 'acknowledged', acknowledgedBy: 'oncall' });
    const many = await host.post('/api/alerts/acknowledge', { ids: ['a2', 'zz'], by: 'mira' });
    expect(await many.json()).toMatchObject({ items: [{ id: 'a2', acknowledgedBy: 'mira' }], notFound: ['zz'] });
    expect((await host.post('/api/alerts/a1/unacknowledge', {})).status).toBe(200);
  });

  it('runs a cycle and answers when it is done', async () => {
    const response = await host.post('/api/cycle', {});
    expect(response.status).toBe(200);
    expect(host.monitor.cycles).toContain('manual');
  });

  it.each([
    ['GET', '/api/alerts?severity=worst', undefined, 'severity.0'],
    ['GET', '/api/alerts?limit=many', undefined, 'limit'],
    ['POST', '/api/alerts/acknowledge', { ids: [] }, 'ids'],
    ['POST', '/api/alerts/acknowledge', {}, 'ids'],
    ['POST', '/api/alerts/a1/snooze', { until: 'later' }, 'until'],
    ['PUT', '/api/secrets/rootPassword', { value: 'x' }, 'name'],
    ['PUT', '/api/settings', { currency: 'dollars' }, 'currency'],
    ['PUT', '/api/settings', { cycle: { intervalSeconds: 'often' } }, 'cycle.intervalSeconds'],
    ['POST', '/api/demo/scenarios', { scenario: 'flood' }, 'scenario'],
    ['DELETE', '/api/demo/scenarios?scenario=flood', undefined, 'scenario'],
  ])('%s %s %j is 400 and names the field', async (method, path, body, field) => {
    const response = method === 'GET' ? await host.get(path) : await host.post(path, body, method);
    expect(response.status).toBe(400);
    const answer = (await response.json()) as { message: string; data: { field: string; issues: unknown[] } };
    expect(answer).toMatchObject({ code: 'BAD_REQUEST', data: { field, issues: [{ path: field }] } });
    expect(answer.message).toContain(field);
  });

  it.each(['{', '"text"', '[1,2]', 'null', '{"ids":'])('a body of %s is 400, not a crash', async (body) => {
    const response = await fetch(`${host.url}/api/alerts/acknowledge`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testToken}`, 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toMatch(/\bat .*\.(ts|mjs):/);
  });

  it('takes a body of unknown length, and ends reading it at a megabyte', async () => {
    const chunked = (text: string) =>
      fetch(`${host.url}/api/alerts/acknowledge`, {
        method: 'POST',
        headers: { authorization: `Bearer ${testToken}`, 'content-type': 'application/json' },
        body: new Blob([text]).stream(),
        duplex: 'half',
      } as RequestInit);
    expect(await (await chunked('{"ids":["a2"]}')).json()).toMatchObject({ items: [{ id: 'a2' }] });
    expect((await chunked(JSON.stringify({ ids: ['a2'], note: 'x'.repeat(1_100_000) }))).status).toBe(413);
  });

  it('refuses a body beyond a megabyte', async () => {
    const response = await host.post('/api/alerts/acknowledge', { ids: ['a1'], note: 'x'.repeat(1_100_000) });
    expect(response.status).toBe(413);
    expect(await response.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it.each<[string, string, unknown]>([
    ['PUT', 'start-at-login', { enabled: true }],
    ['POST', 'open-data-folder', {}],
    ['POST', 'copy-text', { text: 'x' }],
    ['POST', 'check-for-updates', {}],
    ['POST', 'restart', { demo: null }],
    ['POST', 'restart', { demo: true }],
  ])(
    'does nothing to the machine it runs on: %s /api/host/%s is refused with a sentence',
    async (method, what, body) => {
      const response = await host.post(`/api/host/${what}`, body, method);
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({
        data: { code: 'notConfigured' },
        message: expect.stringMatching(/\.$/),
      });
    },
  );

  it('answers JSON for what it does not have', async () => {
    for (const path of ['/api', '/api/', '/api/nothing', '/api/alerts/zz']) {
      const response = await host.get(path);
      expect(response.status, path).toBe(404);
      expect(await response.json()).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    }
    expect((await host.post('/api/health', {})).status).toBe(404);
    expect((await host.get('/api/demo/scenarios')).status).toBe(404);
    const stop = await host.get('/api/demo/scenarios?scenario=traffic_drop', {
      method: 'DELETE',
      headers: { authorization: `Bearer ${testToken}` },
    });
    expect(await stop.json()).toMatchObject({ message: expect.stringContaining('--demo') });
  });

  it('answers HEAD as GET without a body, streams included', async () => {
    for (const path of ['/api/health', '/api/stream']) {
      const response = await host.get(path, {
        method: 'HEAD',
        headers: { authorization: `Bearer ${testToken}` },
      });
      expect(response.status, path).toBe(200);
      expect(await response.text()).toBe('');
    }
    await expect.poll(() => host.feed.listeners()).toBe(0);
  });

  it('takes lists of words repeated, comma-separated or both', async () => {
    for (const query of ['severity=critical,high&severity=low', 'severity[]=high&severity[]=low', 'severity=']) {
      expect((await host.get(`/api/alerts?${query}`)).status, query).toBe(200);
    }
  });

  it('says in its OpenAPI document how lists are sent, what is refused how, and by which cookie one is known', async () => {
    const document = (await (await host.get('/api/openapi.json')).json()) as {
      paths: Record<string, { get: { parameters: { name: string; style: string }[]; responses: object } }>;
      components: { securitySchemes: object };
    };
    const list = document.paths['/alerts']?.get;
    expect(list?.parameters.find(({ name }) => name === 'severity')).toMatchObject({ style: 'form', explode: true });
    expect(Object.keys(list?.responses ?? {})).toEqual(expect.arrayContaining(['200', '400', '401', '403', '503']));
    expect(document.components.securitySchemes).toMatchObject({ cookie: { name: `watchkeeper_${host.port}` } });
  });

  it('describes itself as OpenAPI', async () => {
    const document = (await (await host.get('/api/openapi.json')).json()) as {
      openapi: string;
      paths: Record<string, object>;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/health',
        '/alerts',
        '/alerts/{id}/acknowledge',
        '/stream',
        '/settings',
        '/secrets/{name}',
        '/demo/scenarios',
      ]),
    );
    expect(Object.keys(document.paths['/demo/scenarios'] ?? {}).sort()).toEqual(['delete', 'get', 'post']);
  });
});
