import type { Event } from 'electron';

/** The first argument of most of Electron's events. */
export function anEvent<Params extends object = object>(params?: Params): Event<Params> {
  let prevented = false;
  const event = {
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
  };
  return Object.defineProperties(event, Object.getOwnPropertyDescriptors(params ?? {})) as Event<Params>;
}
