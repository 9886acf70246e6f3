import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import type { AlertPage } from '../../../shared/alertQuery.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import { type AlertFilter, toQuery } from './alertFilter.ts';

const perRequest = 1000;

/** Finds alerts among the pages that are there, and the others among the rows of the filter; some may be there no more. */
export function useAlertsById(filter: AlertFilter): (ids: readonly string[]) => Promise<Alert[]> {
  const { api } = useServices();
  const queryClient = useQueryClient();
  return useCallback(
    async (ids) => {
      const missing = new Set(ids);
      const found: Alert[] = [];
      const take = (alerts: readonly Alert[]) => {
        for (const alert of alerts) if (missing.delete(alert.id)) found.push(alert);
      };
      for (const [, page] of queryClient.getQueriesData<AlertPage>({ queryKey: queryKeys.alertPages })) {
        take(page?.items ?? []);
      }
      for (const [, alert] of queryClient.getQueriesData<Alert>({ queryKey: queryKeys.alertDetails })) {
        if (alert) take([alert]);
      }
      const query = toQuery(filter, Date.now());
      for (let offset = 0; missing.size > 0; offset += perRequest) {
        const { items, total } = await api.alerts.list({ ...query, limit: perRequest, offset });
        take(items);
        if (offset + items.length >= total || items.length === 0) break;
      }
      return found;
    },
    [api, queryClient, filter],
  );
}
