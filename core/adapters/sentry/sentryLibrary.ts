// The few functions that are used of a large library: loaded only where a DSN is set, and told apart by bundlers.
export {
  createEventEnvelope,
  createStackParser,
  disabledUntil,
  exceptionFromError,
  getEnvelopeEndpointWithUrlEncodedAuth,
  makeDsn,
  serializeEnvelope,
  updateRateLimits,
} from '@sentry/core';
export { nodeStackLineParser } from '@sentry/core/server';
