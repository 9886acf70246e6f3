import type { ComponentProps, MouseEvent } from 'react';
import { useServices } from '../services.tsx';

interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  /** Path with or without a query string. */
  to: string;
}

const newTab = { target: '_blank', rel: 'noreferrer noopener' };

/** A real link that changes the view without loading the page again; new tab and copy work as everywhere. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  const { router } = useServices();
  const { href, leads } = router.link(to);
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (
      leads === 'outside' ||
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
    <a {...rest} {...(leads === 'outside' && newTab)} href={href} onClick={follow}>
      {children}
    </a>
  );
}
