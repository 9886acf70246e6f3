import { Suspense, useState } from 'react';
import { lazyPart } from '../../components/lazyPart.ts';
import { PageSkeleton } from '../../pages/PageSkeleton.tsx';
import { usePreferences } from '../../services.tsx';
import { useSettingsView } from '../setup/useSettingsView.ts';
import { NothingWatched } from './NothingWatched.tsx';

// Seen once, and never at night.
const WelcomePage = lazyPart(() => import('./WelcomePage.tsx').then((it) => it.WelcomePage));

/** What the board is while there is nothing to watch. */
export function FirstRun() {
  const welcomed = usePreferences((state) => state.welcomed);
  const { data, isPending } = useSettingsView();
  // What was saved a moment ago has not been looked at yet.
  const [starting, setStarting] = useState(false);
  if (isPending) return <PageSkeleton />;
  const connected = data !== undefined && data.settings.connection.url !== '';
  if (data === undefined || welcomed || (connected && !starting)) return <NothingWatched connected={connected} />;
  return (
    <Suspense fallback={<PageSkeleton />}>
      <WelcomePage view={data} onSaving={() => setStarting(true)} onStarted={() => setStarting(false)} />
    </Suspense>
  );
}
