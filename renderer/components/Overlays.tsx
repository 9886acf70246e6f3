import { createContext, type ReactNode, useContext } from 'react';

interface Overlays {
  /** Where dialogs and menus are drawn; undefined: at the end of the page. */
  container: HTMLElement | null | undefined;
  /** Whether what is open may hold the whole page: inside another page it must not stop it from scrolling. */
  holdPage: boolean;
}

const OverlaysContext = createContext<Overlays>({ container: undefined, holdPage: true });

/** Keeps dialogs and menus inside `container`; null while it is not there yet. */
export function OverlaysProvider({ container, children }: { container: HTMLElement | null; children: ReactNode }) {
  return <OverlaysContext value={{ container, holdPage: false }}>{children}</OverlaysContext>;
}

export function useOverlays(): Overlays {
  return useContext(OverlaysContext);
}
