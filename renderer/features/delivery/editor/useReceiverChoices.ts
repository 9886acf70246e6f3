import { useQuery } from '@tanstack/react-query';
import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { useServices } from '../../../services.tsx';

export interface ReceiverChoice {
  name: string;
  setUp: boolean;
}

/** Receivers that routes, steps and summaries may name: those there are, and those that are being added. */
export function useReceiverChoices({ receivers }: DeliverySettings): ReceiverChoice[] {
  const { api } = useServices();
  const { data = [] } = useQuery({
    queryKey: queryKeys.receivers,
    queryFn: async ({ signal }) => (await api.receivers.list(undefined, { signal })).items,
  });
  const mine = new Set(receivers.map(({ name }) => name));
  const known = data.filter(
    ({ name, kind, builtIn }) => kind !== 'desktop' && kind !== 'browser' && (builtIn || mine.has(name)),
  );
  const names = new Set(known.map(({ name }) => name));
  const added = [...mine].filter((name) => name !== '' && !names.has(name));
  return [...known.map(({ name, setUp }) => ({ name, setUp })), ...added.map((name) => ({ name, setUp: false }))];
}
