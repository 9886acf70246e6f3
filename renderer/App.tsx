import { useQuery } from '@tanstack/react-query';
import { queryKeys } from './api/queryKeys.ts';
import { ValueFormatProvider } from './components/ValueFormat.tsx';
import { Shell } from './features/shell/Shell.tsx';
import { useServices } from './services.tsx';

/** The page: knows the shop's currency, everything else is the shell's. */
export function App() {
  const { api } = useServices();
  const { data } = useQuery({
    queryKey: queryKeys.settings,
    queryFn: ({ signal }) => api.settings.get(undefined, { signal }),
  });
  return (
    <ValueFormatProvider currency={data?.settings.currency ?? 'USD'}>
      <Shell />
    </ValueFormatProvider>
  );
}
