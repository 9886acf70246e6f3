import { useEffect, useRef } from 'react';
import { PanelBoundary } from '../../components/PanelBoundary.tsx';
import { type Page, pathOf } from '../../routing/route.ts';
import { useLocation, useRoute } from '../../routing/useLocation.ts';
import { useLive, useServices } from '../../services.tsx';
import { AlertDrawer } from '../alertDetail/AlertDrawer.tsx';
import { DemoRibbon } from '../demo/DemoRibbon.tsx';
import { PopUpsWhenWanted } from '../popUps/PopUpsWhenWanted.tsx';
import { Announcer } from './Announcer.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { NoConnectionPage } from './NoConnectionPage.tsx';
import { NoticeList } from './NoticeList.tsx';
import { NoticesBanner } from './NoticesBanner.tsx';
import { Outlet } from './Outlet.tsx';
import { Rail } from './Rail.tsx';
import { SecretsBanner } from './SecretsBanner.tsx';
import styles from './Shell.module.css';
import { SignInPage } from './SignInPage.tsx';
import { StatusBanner } from './StatusBanner.tsx';
import { StatusLine } from './StatusLine.tsx';
import { scrollerId } from './scrollerId.ts';
import { useAppBadge } from './useAppBadge.ts';
import { useArrivalAnnouncements } from './useArrivalAnnouncements.ts';
import { useDocumentTitle } from './useDocumentTitle.ts';
import { useFreshness } from './useFreshness.ts';
import { useServiceWorker } from './useServiceWorker.ts';
import { useUpdateNotice } from './useUpdateNotice.ts';

/** Of pages without a place of their own in the rail. */
const titles: Partial<Record<Page, string>> = { rules: 'Rules', learning: 'Learning' };

/** The frame around every page: status line, rail, banners, the page itself and the open alert beside it. */
export function Shell() {
  const { router } = useServices();
  const { page, alertId } = useRoute();
  const { search } = useLocation();
  const freshness = useFreshness();
  const demo = useLive((state) => state.health?.demo === true);
  const knowsNothing = useLive((state) => state.health === null);
  useDocumentTitle(freshness, titles[page] ?? null);
  useAppBadge(freshness);
  useArrivalAnnouncements();
  useUpdateNotice();
  useServiceWorker();

  useEffect(() => {
    document.documentElement.setAttribute('data-watch', freshness.watch);
  }, [freshness.watch]);

  const scroller = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page starts at its top
  useEffect(() => {
    // Newer browsers answer with a promise, which React would take for a clean-up.
    scroller.current?.scrollTo(0, 0);
  }, [page]);

  if (freshness.watch === 'signedOut' && knowsNothing) return <SignInPage />;
  if (freshness.watch === 'disconnected' && knowsNothing) return <NoConnectionPage />;

  const behind = page === 'board' ? pathOf.board : pathOf.alerts;
  return (
    <div className={styles.shell} data-drawer={alertId !== null || undefined}>
      <a className={styles.skip} href={`#${scrollerId}`}>
        Skip to content
      </a>
      <StatusLine freshness={freshness} />
      <Rail page={page} />
      <div className={styles.body}>
        <NoticesBanner />
        <SecretsBanner onSetup={page === 'setup'} />
        <StatusBanner freshness={freshness} />
        {demo && (
          <PanelBoundary what="The demo's scenarios">
            <DemoRibbon />
          </PanelBoundary>
        )}
        <main className={styles.stage}>
          <div id={scrollerId} ref={scroller} className={styles.scroller} tabIndex={-1}>
            <Outlet page={page} />
          </div>
          {alertId !== null && (
            <PanelBoundary what="The alert">
              <AlertDrawer id={alertId} onClose={() => router.navigate(behind + search)} />
            </PanelBoundary>
          )}
        </main>
      </div>
      <HelpDialog />
      <NoticeList />
      <PopUpsWhenWanted />
      <Announcer />
    </div>
  );
}
