import type { ReactNode } from 'react';
import type { Watch } from '../features/shell/freshnessView.ts';
import type { Density, Theme } from '../store/preferences.ts';

interface BoardFrameProps {
  theme: Theme;
  density: Density;
  watch: Watch;
  children: ReactNode;
}

/** What the root element is to a page of its own: the tokens hang on it, and nothing of the page around gets past it. */
export function BoardFrame({ theme, density, watch, children }: BoardFrameProps) {
  return (
    <div
      data-frame
      data-theme={theme === 'system' ? undefined : theme}
      data-density={density}
      data-watch={watch}
      lang="en"
      dir="ltr"
    >
      {children}
    </div>
  );
}
