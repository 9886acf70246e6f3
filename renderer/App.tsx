import { Shell } from './features/shell/Shell.tsx';
import { ShopFormat } from './ShopFormat.tsx';

/** The page: knows the shop's currency, everything else is the shell's. */
export function App() {
  return (
    <ShopFormat>
      <Shell />
    </ShopFormat>
  );
}
