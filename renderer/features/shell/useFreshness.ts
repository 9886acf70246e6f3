import { useMemo } from 'react';
import { useNow } from '../../components/useNow.tsx';
import { useLive } from '../../services.tsx';
import { type FreshnessView, freshnessView } from './freshnessView.ts';

/** How far the picture can be trusted, right now; shared by everything that shows or colours it. */
export function useFreshness(): FreshnessView {
  const health = useLive((state) => state.health);
  const healthAt = useLive((state) => state.healthAt);
  const connection = useLive((state) => state.connection);
  const now = useNow(5000);
  return useMemo(() => freshnessView({ health, healthAt, connection }, now), [health, healthAt, connection, now]);
}
