import { createORPCClient, onError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { type Contract, contract } from '../../shared/contract.ts';
import { isSignedOut } from './explainError.ts';

/** Every named operation of the host, typed by the contract; the only way this page speaks to it. */
export type Api = ContractRouterClient<Contract>;

interface ApiOptions {
  /** Absolute address of the API, e.g. `https://host/api`. */
  url: string;
  /** Called when the host says that it does not know us (any more). */
  onSignedOut: () => void;
}

/** The API over HTTP: same origin, with the HttpOnly cookie that the sign-in link was traded for. */
export function createApi({ url, onSignedOut }: ApiOptions): Api {
  const link = new OpenAPILink(contract, {
    url,
    fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin' }),
    interceptors: [
      onError((error) => {
        if (isSignedOut(error)) onSignedOut();
      }),
    ],
  });
  return createORPCClient(link);
}
