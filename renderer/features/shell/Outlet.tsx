import { Suspense } from 'react';
import { lazyPart } from '../../components/lazyPart.ts';
import { PanelBoundary } from '../../components/PanelBoundary.tsx';
import { AlertsPage } from '../../pages/AlertsPage.tsx';
import { BoardPage } from '../../pages/BoardPage.tsx';
import { NotFoundPage } from '../../pages/NotFoundPage.tsx';
import { PageSkeleton } from '../../pages/PageSkeleton.tsx';
import type { Page } from '../../routing/route.ts';

// Not needed for the first look at whether something is wrong.
const HealthPage = lazyPart(() => import('../health/HealthPage.tsx').then((it) => it.HealthPage));
const DeliveryPage = lazyPart(() => import('../delivery/DeliveryPage.tsx').then((it) => it.DeliveryPage));
const JobsPage = lazyPart(() => import('../jobs/JobsPage.tsx').then((it) => it.JobsPage));
const LearningPage = lazyPart(() => import('../learning/LearningPage.tsx').then((it) => it.LearningPage));
const QuietPage = lazyPart(() => import('../silences/QuietPage.tsx').then((it) => it.QuietPage));
const ReportPage = lazyPart(() => import('../report/ReportPage.tsx').then((it) => it.ReportPage));
const RulesPage = lazyPart(() => import('../rules/RulesPage.tsx').then((it) => it.RulesPage));
const SetupPage = lazyPart(() => import('../setup/SetupPage.tsx').then((it) => it.SetupPage));

/** The page that the address names. */
export function Outlet({ page }: { page: Page }) {
  return (
    <PanelBoundary key={page} what="This page">
      <Suspense fallback={<PageSkeleton />}>
        {page === 'board' && <BoardPage />}
        {page === 'alerts' && <AlertsPage />}
        {page === 'quiet' && <QuietPage />}
        {page === 'delivery' && <DeliveryPage />}
        {page === 'jobs' && <JobsPage />}
        {page === 'report' && <ReportPage />}
        {page === 'health' && <HealthPage />}
        {page === 'setup' && <SetupPage />}
        {page === 'rules' && <RulesPage />}
        {page === 'learning' && <LearningPage />}
        {page === 'notFound' && <NotFoundPage />}
      </Suspense>
    </PanelBoundary>
  );
}
