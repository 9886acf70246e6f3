import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** A pointer that has not moved for this long was left there, and a night's rows must not wait for it. */
const idleMs = 60_000;

/**
 * Whether somebody is at work in an element: the pointer is over it or a key was just used. While so, rows hold still.
 * `touch` tells of a key.
 */
export function useHeld(element: RefObject<HTMLElement | null>): {
  held: boolean;
  touch: () => void;
  release: () => void;
} {
  const [held, setHeld] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const touch = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setHeld(false), idleMs);
    setHeld(true);
  }, []);
  const release = useCallback(() => {
    clearTimeout(timer.current);
    setHeld(false);
  }, []);

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    let renewedAt = 0;
    const move = (event: PointerEvent) => {
      if (event.pointerType === 'touch' || event.timeStamp - renewedAt < 1000) return;
      renewedAt = event.timeStamp;
      touch();
    };
    const leave = () => {
      renewedAt = 0;
      release();
    };
    target.addEventListener('pointermove', move, { passive: true });
    target.addEventListener('pointerleave', leave);
    return () => {
      target.removeEventListener('pointermove', move);
      target.removeEventListener('pointerleave', leave);
      clearTimeout(timer.current);
    };
  }, [element, touch, release]);

  return { held, touch, release };
}
