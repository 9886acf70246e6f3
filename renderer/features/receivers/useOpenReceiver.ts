import { pathOf } from '../../routing/route.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';

/** The receiver that is open, by the address; null: none is. */
export function useOpenReceiver(): [string | null, (name: string | null) => void] {
  const { router } = useServices();
  const { search } = useLocation();
  const show = (name: string | null) =>
    router.navigate(name === null ? pathOf.delivery : `${pathOf.delivery}?${new URLSearchParams({ receiver: name })}`, {
      replace: true,
    });
  return [new URLSearchParams(search).get('receiver'), show];
}
