import { useQuery } from '@tanstack/react-query';
import type { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';
import type { DescribedAlert } from '../../../shared/delivery/simulation.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';

/** An alert of the board, or one that is described. */
export type SimulatedAlert = { alertId: string } | { alert: DescribedAlert };

/** Who would be told by `delivery`, saved or not; null: of no alert yet. */
export function useSimulation(delivery: DeliverySettings, subject: SimulatedAlert | null) {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.simulation(JSON.stringify([delivery, subject])),
    queryFn: ({ signal }) => api.delivery.simulate({ delivery, ...subject }, { signal }),
    enabled: subject !== null,
    placeholderData: (before) => before,
    retry: false,
  });
}
