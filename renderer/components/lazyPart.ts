import { type ComponentType, lazy } from 'react';

/** The code of a part of the page did not come: the host is gone, or is of another version and has it no longer. */
export class PartNotLoaded extends Error {}

/** A part whose code is fetched when it is first drawn. Throws `PartNotLoaded` while drawn, every time, if that fails. */
export function lazyPart<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(() =>
    load().then(
      (part) => ({ default: part }),
      (cause) => {
        throw new PartNotLoaded('The code of this part could not be loaded.', { cause });
      },
    ),
  );
}
