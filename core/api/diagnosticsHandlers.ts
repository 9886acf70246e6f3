import { type DiagnosticsSources, describeDiagnostics } from '../diagnostics/describeDiagnostics.ts';
import { makeDiagnosticsBundle } from '../diagnostics/diagnosticsBundle.ts';
import { unwrap } from './apiError.ts';
import type { HostDesk } from './hostPorts.ts';
import type { ContractImplementer } from './implementContract.ts';

export interface DiagnosticsHandlerPorts extends DiagnosticsSources {
  hostDesk: Pick<HostDesk, 'saveFile'>;
}

const neverAborted = new AbortController().signal;

/** What is told to somebody who is to help: to read, and as a file to give away. */
export function diagnosticsHandlers(api: ContractImplementer, ports: DiagnosticsHandlerPorts) {
  return {
    diagnostics: api.diagnostics.handler(({ signal }) => describeDiagnostics(ports, signal ?? neverAborted)),
    diagnosticsBundle: api.diagnosticsBundle.handler(async ({ signal }) => {
      const { name, content } = await makeDiagnosticsBundle(ports, signal ?? neverAborted);
      return new File([content], name, { type: 'application/zip' });
    }),
    saveDiagnostics: api.host.saveDiagnostics.handler(async ({ signal }) => {
      const { name, content } = await makeDiagnosticsBundle(ports, signal ?? neverAborted);
      return { saved: unwrap(await ports.hostDesk.saveFile(name, content)) };
    }),
  };
}
