import type { SecretBackend } from '../settings/secretStore.ts';
import type { Notice } from '../settings/settingsStorage.ts';

/** What a person should know of this host right now, worst first. */
export function hostNotices(state: {
  stored: Notice[];
  secretBackend: SecretBackend;
  secretsStored: boolean;
  /** A ClickHouse was set up while the demo runs. */
  leavesDemo: boolean;
  unencrypted: boolean;
}): Notice[] {
  const notices = [...state.stored];
  if (state.secretBackend.weak && state.secretsStored) {
    notices.push({ code: 'weakSecrets', severity: 'warning', message: state.secretBackend.explanation });
  }
  if (state.unencrypted) {
    notices.push({
      code: 'unencrypted',
      severity: 'warning',
      message: 'ClickHouse is asked over plain HTTP: others on the way can read the password and the data. Use https.',
    });
  }
  if (state.leavesDemo) {
    notices.push({
      code: 'leaveDemo',
      severity: 'info',
      message: 'Your ClickHouse is set up. Restart Watchkeeper to watch it in place of the demo.',
    });
  }
  const order = { error: 0, warning: 1, info: 2 };
  return notices.sort((a, b) => order[a.severity] - order[b.severity]);
}
