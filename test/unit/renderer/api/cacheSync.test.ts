import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepAlerts, knownAlerts, patchPage, syncCache } from '../../../../renderer/api/cacheSync.ts';
import { queryKeys } from '../../../../renderer/api/queryKeys.ts';
import { createLiveStore } from '../../../../renderer/store/liveStore.ts';
import type { AlertPage } from '../../../../shared/alertQuery.ts';
import { aListedAlert, anAlert } from '../../../support/builders.ts';
import { createMockWorld } from '../../../support/mockWorld.ts';

const page: AlertPage = {
  items: [aListedAlert({ id: 'a1' }), aListedAlert({ id: 'a2', incidentId: 'i1', incidentSize: 3 })],
  nextCursor: null,
  total: 2,
};
const key = queryKeys.alertPage('', 0);

describe('what the stream tells, in the rows that are loaded', () => {
  let queryClient: QueryClient;
  let stop: () => void;
  const store = createLiveStore(0);

  beforeEach(() => {
    queryClient = new QueryClient({ defaultOptions: { queries: { gcTime: Number.POSITIVE_INFINITY } } });
    queryClient.setQueryData(key, page);
    queryClient.setQueryData(queryKeys.alertDetail('a1'), anAlert({ id: 'a1' }));
    queryClient.setQueryData(queryKeys.alertDetail('a9'), anAlert({ id: 'a9' }));
    stop = syncCache(store, queryClient);
  });
  afterEach(() => {
    stop();
    queryClient.clear();
  });
  const isOld = (of: readonly unknown[]) => queryClient.getQueryState(of)?.isInvalidated;

  it('exchanges a changed row in place and marks the page old', () => {
    const changed = anAlert({ id: 'a2', status: 'acknowledged' });
    store.apply({ kind: 'alerts', alerts: [changed], newIds: [], more: false }, 1);
    expect(queryClient.getQueryData<AlertPage>(key)?.items.map(({ status }) => status)).toEqual([
      'active',
      'acknowledged',
    ]);
    expect(isOld(key)).toBe(true);
  });

  it('keeps how many belong to its incident, and does not guess it of an incident that it has just joined', () => {
    const changed = [anAlert({ id: 'a1', incidentId: 'i1' }), anAlert({ id: 'a2', incidentId: 'i1' })];
    store.apply({ kind: 'alerts', alerts: changed, newIds: [], more: false }, 1);
    const items = queryClient.getQueryData<AlertPage>(key)?.items ?? [];
    expect(items.map(({ incidentId, incidentSize }) => [incidentId, incidentSize])).toEqual([
      ['i1', null],
      ['i1', 3],
    ]);
  });

  it('marks only the details of changed alerts old, and all of them when it was told of more than it was shown', () => {
    store.apply({ kind: 'alerts', alerts: [anAlert({ id: 'a1' })], newIds: [], more: false }, 1);
    expect([isOld(queryKeys.alertDetail('a1')), isOld(queryKeys.alertDetail('a9'))]).toEqual([true, false]);
    store.apply({ kind: 'alerts', alerts: [], newIds: [], more: true }, 1);
    expect(isOld(queryKeys.alertDetail('a9'))).toBe(true);
  });

  it('asks anew for settings and abilities when the host is another run', () => {
    const { health } = createMockWorld('busy', { now: () => 1_000_000 });
    queryClient.setQueryData(queryKeys.settings, {});
    queryClient.setQueryData(queryKeys.host, {});
    store.apply({ kind: 'health', health: health() }, 1);
    store.apply({ kind: 'health', health: health() }, 2);
    expect([isOld(queryKeys.settings), isOld(queryKeys.host)]).toEqual([false, false]);
    store.apply({ kind: 'health', health: { ...health(), startedAt: '2026-03-10T14:00:00.000Z' } }, 3);
    expect([isOld(queryKeys.settings), isOld(queryKeys.host)]).toEqual([true, true]);
  });

  it('asks again, once the stream starts anew, for what failed while the host was gone', async () => {
    const { health, overview } = createMockWorld('busy', { now: () => 1_000_000 });
    let asked = 0;
    const queryFn = () => {
      asked++;
      return Promise.reject(new TypeError('Failed to fetch'));
    };
    const query = new QueryObserver(queryClient, { queryKey: ['some question'], queryFn, retry: false });
    const leave = query.subscribe(() => {});
    await expect.poll(() => query.getCurrentResult().isError).toBe(true);
    store.apply({ kind: 'alerts', alerts: [], newIds: [], more: false }, 1);
    expect(asked).toBe(1);
    store.apply({ kind: 'snapshot', health: health(), overview: overview(), demo: null, popUps: [] }, 2);
    await expect.poll(() => asked).toBe(2);
    leave();
  });

  it('asks again for what was on its way while the stream told of something: the answer may be from before', async () => {
    const answers: ((page: AlertPage) => void)[] = [];
    const queryFn = () => new Promise<AlertPage>((resolve) => answers.push(resolve));
    const query = new QueryObserver<AlertPage>(queryClient, { queryKey: queryKeys.alertPage('q=new', 0), queryFn });
    const leave = query.subscribe(() => {});
    await expect.poll(() => answers).toHaveLength(1);
    store.apply({ kind: 'alerts', alerts: [anAlert({ id: 'a3' })], newIds: ['a3'], more: false }, 1);
    answers[0]?.(page);
    await expect.poll(() => answers).toHaveLength(2);
    expect(query.getCurrentResult().data).toBe(page);
    answers[1]?.({ ...page, total: 3 });
    await expect.poll(() => query.getCurrentResult()).toMatchObject({ isFetching: false, data: { total: 3 } });
    expect([answers.length, isOld(queryKeys.alertPage('q=new', 0))]).toEqual([2, false]);
    leave();
  });

  it('goes on waiting for rows that are not fetched yet when somebody acknowledges one of those that are there', () => {
    store.apply({ kind: 'alerts', alerts: [anAlert({ id: 'a3' })], newIds: ['a3'], more: false }, 1);
    keepAlerts(queryClient, [anAlert({ id: 'a1', status: 'acknowledged' })]);
    expect(queryClient.getQueryData<AlertPage>(key)?.items[0]?.status).toBe('acknowledged');
    expect(isOld(key)).toBe(true);
  });

  it('shows in the details at once what was kept, and reads them anew for the rest', () => {
    keepAlerts(queryClient, [anAlert({ id: 'a9', status: 'acknowledged' })]);
    expect(queryClient.getQueryData(queryKeys.alertDetail('a9'))).toMatchObject({ status: 'acknowledged' });
    expect(isOld(queryKeys.alertDetail('a9'))).toBe(true);
    keepAlerts(queryClient, [anAlert({ id: 'a5' })]);
    expect(queryClient.getQueryData(queryKeys.alertDetail('a5'))).toBeUndefined();
  });

  it('knows an alert as its row has it when the details were read before it changed', () => {
    queryClient.setQueryData(queryKeys.alertDetail('a1'), anAlert({ id: 'a1', status: 'acknowledged' }));
    store.apply({ kind: 'alerts', alerts: [anAlert({ id: 'a1', status: 'active' })], newIds: [], more: false }, 1);
    expect(knownAlerts(queryClient).get('a1')?.status).toBe('active');
    expect([...knownAlerts(queryClient).keys()].sort()).toEqual(['a1', 'a2', 'a9']);
  });

  it('leaves rows alone when only the health is told', () => {
    store.apply({ kind: 'demo', demo: { clickhouseUrl: '', clickhouse: 'running', message: null, scenarios: [] } }, 1);
    expect(isOld(key)).toBe(false);
  });
});

it('returns the same page when none of the changed alerts is on it', () => {
  expect(patchPage(page, new Map([['a7', anAlert({ id: 'a7' })]]))).toBe(page);
});
