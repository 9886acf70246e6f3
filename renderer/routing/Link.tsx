import type { ComponentProps, MouseEvent } from 'react';
import { useServices } from '../services.tsx';

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** Path with or without a query string. */
  to: string;
}

/** A real link that changes the view without loading the page again; new tab and copy work as everywhere. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  const { router } = useServices();
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    router.navigate(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}
