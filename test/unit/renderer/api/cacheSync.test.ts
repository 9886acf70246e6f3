import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { patchPage, syncCache } from '../../../../renderer/api/cacheSync.ts';
import { queryKeys } from '../../../../renderer/api/queryKeys.ts';
import { createLiveStore } from '../../../../renderer/store/liveStore.ts';
import type { AlertPage } from '../../../../shared/alertQuery.ts';
import { anAlert } from '../../../support/builders.ts';
import { createMockWorld } from '../../../support/mockWorld.ts';

const page: AlertPage = { items: [anAlert({ id: 'a1' }), anAlert({ id: 'a2' })], nextCursor: null, total: 2 };
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
    await vi.waitFor(() => expect(query.getCurrentResult().isError).toBe(true));
    store.apply({ kind: 'alerts', alerts: [], newIds: [], more: false }, 1);
    expect(asked).toBe(1);
    store.apply({ kind: 'snapshot', health: health(), overview: overview(), demo: null, popUps: [] }, 2);
    await vi.waitFor(() => expect(asked).toBe(2));
    leave();
  });

  it('leaves rows alone when only the health is told', () => {
    store.apply({ kind: 'demo', demo: { clickhouseUrl: '', clickhouse: 'running', message: null, scenarios: [] } }, 1);
    expect(isOld(key)).toBe(false);
  });
});

it('returns the same page when none of the changed alerts is on it', () => {
  expect(patchPage(page, new Map([['a7', anAlert({ id: 'a7' })]]))).toBe(page);
});
