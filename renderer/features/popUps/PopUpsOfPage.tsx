import { useEffect, useState } from 'react';
import type { Health } from '../../../shared/health.ts';
import { useServices } from '../../services.tsx';
import { PopUpBanners } from './PopUpBanners.tsx';
import { type PopUps, startPopUps } from './startPopUps.ts';

/** Shows pop-ups for as long as it is there. */
export function PopUpsOfPage({ host }: { host: Health['host'] }) {
  const services = useServices();
  const [popUps, setPopUps] = useState<PopUps | null>(null);
  useEffect(() => {
    const started = startPopUps(services, host);
    setPopUps(started);
    return () => started.stop();
  }, [services, host]);
  return popUps && <PopUpBanners popUps={popUps} />;
}
