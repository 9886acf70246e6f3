import { type RefObject, useLayoutEffect, useState } from 'react';

/** Width of `element` in CSS pixels in steps of `stepPx`, so that resizing redraws a chart a few times and not at every pixel; 0 before layout. */
export function useElementWidth(element: RefObject<HTMLElement | null>, stepPx = 40): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () => setWidth(Math.floor(target.clientWidth / stepPx) * stepPx);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, stepPx]);
  return width;
}
