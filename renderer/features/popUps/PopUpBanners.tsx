import { VolumeX } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { bannerChoice } from './bannerChoice.ts';
import { PopUpBanner } from './PopUpBanner.tsx';
import styles from './PopUpBanners.module.css';
import type { PopUps } from './startPopUps.ts';

/** Pop-ups inside the page: where the system shows none although they are wanted. */
export function PopUpBanners({ popUps }: { popUps: PopUps }) {
  const banners = useStore(popUps.banners, (state) => state.banners);
  const soundBlocked = useStore(popUps.banners, (state) => state.soundBlocked);
  // On a phone more than one would leave nothing of the page.
  const most = useNarrow() ? 1 : 3;
  if (banners.length === 0) return null;
  const { drawn, more } = bannerChoice(banners, most);
  return (
    <section className={styles.list} aria-label="Pop-ups">
      {soundBlocked && (
        <p className={styles.hint}>
          <VolumeX aria-hidden="true" />
          The browser plays no sound before you click or type in this page.
        </p>
      )}
      {drawn.map((popUp) => (
        <PopUpBanner key={popUp.id} popUp={popUp} onDismiss={() => popUps.dismiss([popUp.id])} />
      ))}
      {more > 0 && (
        <p className={styles.hint}>
          <Link to={pathOf.alerts}>and {more} more</Link>
          <button type="button" onClick={() => popUps.dismiss(banners.map(({ id }) => id))}>
            Dismiss all
          </button>
        </p>
      )}
    </section>
  );
}

const narrow = () => window.matchMedia('(max-width: 719px)');

function useNarrow(): boolean {
  return useSyncExternalStore(followWidth, () => narrow().matches);
}

function followWidth(renew: () => void): () => void {
  const query = narrow();
  query.addEventListener('change', renew);
  return () => query.removeEventListener('change', renew);
}
