import { pathOf } from '../../routing/route.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { rulePath } from './rulePath.ts';

/** The rule that the address names, a rule of one's own or the metric of a built-in one; null: none. */
export function useAskedRule(): [string | null, (name: string | null) => void] {
  const { router } = useServices();
  const { search } = useLocation();
  const show = (name: string | null) =>
    router.navigate(name === null ? pathOf.rules : rulePath(name), { replace: true });
  return [new URLSearchParams(search).get('rule'), show];
}
