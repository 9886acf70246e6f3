import { ok, type Result } from '../../shared/problem.ts';
import { bindPassword, boundPassword, isSamePlace, type PasswordPlace, placeWords } from './boundPassword.ts';
import type { SecretStore } from './secretStore.ts';
import type { Notice } from './settingsStorage.ts';

const name = 'clickhousePassword';

/**
 * The stored password of ClickHouse, which goes to no other server and user than it was entered for: who may change the
 * address must not get the password with it. `here`: the connection that holds.
 */
export function createClickHousePassword(secrets: SecretStore, here: () => PasswordPlace) {
  function known() {
    const stored = secrets.read(name);
    return stored === null ? null : boundPassword(stored);
  }
  return {
    /** Null where there is none for the connection that holds. */
    read(): string | null {
      const found = known();
      return found && (found.place === null || isSamePlace(found.place, here())) ? found.password : null;
    },

    write: (value: string, place: PasswordPlace): Promise<Result<null>> =>
      secrets.write(name, value === '' ? null : bindPassword(value, place)),

    /** A password that was stored without an address gets its own before another one holds. */
    async bindBefore(next: PasswordPlace): Promise<Result<null>> {
      const found = known();
      const place = here().url === '' ? next : here();
      if (!found || found.place !== null || isSamePlace(here(), next)) return ok(null);
      return secrets.write(name, bindPassword(found.password, place));
    },

    notices(): Notice[] {
      const place = known()?.place ?? null;
      if (place === null || here().url === '' || isSamePlace(place, here())) return [];
      const message = `The stored ClickHouse password was entered for ${placeWords(place)} and is sent nowhere else. Enter the password for ${placeWords(here())} in Setup.`;
      return [{ code: 'passwordElsewhere', severity: 'warning', message }];
    },
  };
}
