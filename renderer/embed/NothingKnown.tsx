import { KeyRound, ShieldX, Unplug } from 'lucide-react';
import { Button } from '../components/Button.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import type { FreshnessView } from '../features/shell/freshnessView.ts';
import { useServices } from '../services.tsx';

interface NothingKnownProps {
  freshness: FreshnessView;
  refused: boolean;
}

/** Nothing was ever heard of the host: why, and what that means. It goes on trying by itself. */
export function NothingKnown({ freshness, refused }: NothingKnownProps) {
  const { live } = useServices();
  const { title, Icon } = refused
    ? { title: 'This page may not show the board', Icon: ShieldX }
    : freshness.watch === 'signedOut'
      ? { title: 'The token is not accepted', Icon: KeyRound }
      : { title: 'No connection to Watchkeeper', Icon: Unplug };
  return (
    <EmptyState
      icon={<Icon />}
      tone="trouble"
      title={title}
      actions={<Button onClick={() => live.probe()}>Try now</Button>}
    >
      <p role="alert">{freshness.reason}</p>
      <p>Whether anything is wrong cannot be seen here until then.</p>
    </EmptyState>
  );
}
