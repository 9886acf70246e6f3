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
  /** Sent with every request, for pages of another origin; without it the cookie speaks for this one. */
  token?: string;
  /** Called when the host says that it does not know us (any more). */
  onSignedOut: () => void;
}

/** The API over HTTP: from its own pages with the HttpOnly cookie that the sign-in link was traded for, from others with a token. */
export function createApi({ url, token, onSignedOut }: ApiOptions): Api {
  const link = new OpenAPILink(contract, {
    url,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    fetch: (request, init) => fetch(request, { ...init, credentials: token === undefined ? 'same-origin' : 'omit' }),
    interceptors: [
      onError((error) => {
        if (isSignedOut(error)) onSignedOut();
      }),
    ],
  });
  return createORPCClient(link);
}
