import { lazy, Suspense } from 'react';
import { PanelBoundary } from '../../components/PanelBoundary.tsx';
import { AlertsPage } from '../../pages/AlertsPage.tsx';
import { BoardPage } from '../../pages/BoardPage.tsx';
import { NotFoundPage } from '../../pages/NotFoundPage.tsx';
import { PageSkeleton } from '../../pages/PageSkeleton.tsx';
import type { Page } from '../../routing/route.ts';

// Not needed for the first look at whether something is wrong.
const HealthPage = lazy(() => import('../health/HealthPage.tsx').then((it) => ({ default: it.HealthPage })));
const DeliveryPage = lazy(() => import('../delivery/DeliveryPage.tsx').then((it) => ({ default: it.DeliveryPage })));
const QuietPage = lazy(() => import('../silences/QuietPage.tsx').then((it) => ({ default: it.QuietPage })));
const ReportPage = lazy(() => import('../report/ReportPage.tsx').then((it) => ({ default: it.ReportPage })));
const SetupPage = lazy(() => import('../setup/SetupPage.tsx').then((it) => ({ default: it.SetupPage })));

/** The page that the address names. */
export function Outlet({ page }: { page: Page }) {
  return (
    <PanelBoundary key={page} what="This page">
      <Suspense fallback={<PageSkeleton />}>
        {page === 'board' && <BoardPage />}
        {page === 'alerts' && <AlertsPage />}
        {page === 'quiet' && <QuietPage />}
        {page === 'delivery' && <DeliveryPage />}
        {page === 'report' && <ReportPage />}
        {page === 'health' && <HealthPage />}
        {page === 'setup' && <SetupPage />}
        {page === 'notFound' && <NotFoundPage />}
      </Suspense>
    </PanelBoundary>
  );
}
