import tls from 'node:tls';
import type { Log } from '../../core/log.ts';

/** Where Node can read the system's certificates; Electron's Node may not. */
interface CertificateStore {
  getCACertificates?: (type: 'default' | 'system') => string[];
  setDefaultCACertificates?: (certificates: string[]) => void;
}

/**
 * Lets connections of Node trust what the system trusts, beside what they trust anyway: a company's own authority is in
 * the system's store alone. Holds for connections made afterwards, so it comes first.
 */
export function trustSystemCertificates(log: Log, store: CertificateStore = tls): void {
  const { getCACertificates, setDefaultCACertificates } = store;
  if (!getCACertificates || !setDefaultCACertificates) {
    log.info("This runtime cannot read the system's certificates; a company's own are not trusted for ClickHouse");
    return;
  }
  try {
    const system = getCACertificates('system');
    setDefaultCACertificates([...new Set([...getCACertificates('default'), ...system])]);
    log.debug("The system's certificates are trusted", { count: system.length });
  } catch (error) {
    log.warn("The system's certificates could not be read; a company's own are not trusted for ClickHouse", { error });
  }
}
