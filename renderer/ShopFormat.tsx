import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { queryKeys } from './api/queryKeys.ts';
import { ValueFormatProvider } from './components/ValueFormat.tsx';
import { useServices } from './services.tsx';

/** Gives everything below the shop's currency, as soon as it is known. */
export function ShopFormat({ children }: { children: ReactNode }) {
  const { api } = useServices();
  const { data } = useQuery({
    queryKey: queryKeys.settings,
    queryFn: ({ signal }) => api.settings.get(undefined, { signal }),
  });
  return <ValueFormatProvider currency={data?.settings.currency ?? 'USD'}>{children}</ValueFormatProvider>;
}
