import { type RefObject, useEffect, useState } from 'react';
import { usePreferences } from '../../services.tsx';

const heights = { comfortable: 36, compact: 28 };
/** Two lines below the width of AlertRow's last step; the two must agree. */
const twoLineHeight = 64;
const twoLineBelow = 640;

export interface RowLayout {
  rowHeight: number;
  /** Pixels from the top of the scrolled content to the first row. */
  offset: number;
}

/** Where the rows start in the scrolled page and how high they are, kept true while panels above grow and shrink. */
export function useRowLayout(body: RefObject<HTMLElement | null>, scroller: () => HTMLElement | null): RowLayout {
  const density = usePreferences((state) => state.density);
  const [measured, setMeasured] = useState({ offset: 0, twoLine: false });
  useEffect(() => {
    const frame = scroller();
    const rows = body.current;
    if (!frame || !rows) return;
    const measure = () => {
      const offset = Math.round(rows.getBoundingClientRect().top - frame.getBoundingClientRect().top + frame.scrollTop);
      const twoLine = frame.clientWidth < twoLineBelow;
      setMeasured((old) => (old.offset === offset && old.twoLine === twoLine ? old : { offset, twoLine }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(frame);
    // Whatever lies above the rows on the page: panels, banners, the toolbar.
    for (const child of frame.querySelectorAll('[data-above-rows]')) observer.observe(child);
    return () => observer.disconnect();
  }, [body, scroller]);
  return { rowHeight: measured.twoLine ? twoLineHeight : heights[density], offset: measured.offset };
}
