import type { z } from 'zod';
import type { TestResult } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { WorldName } from './mockWorld.ts';

/** What the told host says of a connection: it fails in the world `blind`, and for any name that ends in `.invalid`. */
export function tryConnection(world: WorldName, connection: Settings['connection']): z.infer<typeof TestResult> {
  if (world === 'blind') {
    const message = 'ClickHouse refused the connection.';
    return { ok: false, code: 'unreachable', message, steps: [{ name: 'reach', ok: false, message }] };
  }
  if (new URL(connection.url).hostname.endsWith('.invalid')) {
    const message = 'The name cannot be resolved, so ClickHouse is not watched.';
    return { ok: false, code: 'dns', message, steps: [{ name: 'name', ok: false, message }] };
  }
  return {
    ok: true,
    code: null,
    message: 'Everything that is needed is there.',
    steps: [
      { name: 'reach', ok: true, message: 'ClickHouse 25.8 answered in 12 ms.' },
      { name: 'table events', ok: true, message: 'There, with every column.' },
      {
        name: 'table anomalies',
        ok: true,
        message: 'Not there: anomalies of other programs are not watched.',
        notSetUp: true,
      },
    ],
  };
}
