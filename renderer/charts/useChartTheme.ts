import { type RefObject, useLayoutEffect, useState } from 'react';
import { type ChartTheme, readChartTheme } from './chartTheme.ts';

/** The chart colours in force at `element`, read again when the theme or the system's colour scheme changes; null before the first layout. */
export function useChartTheme(element: RefObject<HTMLElement | null>): ChartTheme | null {
  const [theme, setTheme] = useState<ChartTheme | null>(null);
  useLayoutEffect(() => {
    // Inside another page the interface has a frame of its own for what a page of its own says on its root.
    const frame = element.current?.closest('[data-frame]') ?? document.documentElement;
    const read = () => {
      if (element.current) setTheme(readChartTheme(element.current));
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(frame, { attributes: true, attributeFilter: ['data-theme', 'data-watch'] });
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', read);
    return () => {
      observer.disconnect();
      system.removeEventListener('change', read);
    };
  }, [element]);
  return theme;
}
