import { RotateCcw, Split } from 'lucide-react';
import { useState } from 'react';
import { builtInRoutes } from '../../../shared/delivery/builtInRoutes.ts';
import type { Route } from '../../../shared/delivery/route.ts';
import { multiChannelRoutes } from '../../../shared/delivery/routeSets.ts';
import type { Simulation } from '../../../shared/delivery/simulation.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { RouteBranch } from './RouteBranch.tsx';
import styles from './RoutesTree.module.css';
import type { RoutePlace } from './routeTree.ts';

interface RoutesTreeProps {
  editor: DeliveryEditor;
  /** Whose chosen routes are marked. */
  simulation: Simulation | null;
}

/** The tree of routes: the built-in ones to look at until they are made one's own. */
export function RoutesTree({ editor, simulation }: RoutesTreeProps) {
  const [open, setOpen] = useState<RoutePlace | null>(null);
  const { routes } = editor.delivery;
  const isOwn = routes !== null;
  const isSame = (set: Route) => JSON.stringify(routes) === JSON.stringify(set);
  const replace = (next: Route | null) => {
    setOpen(null);
    editor.change((delivery) => ({ ...delivery, routes: next }));
  };
  const chosen = new Set((simulation?.routes ?? []).flatMap((route) => (route.chosen ? [route.path.join('\n')] : [])));
  return (
    <Panel title="Routes" hint={isOwn ? 'yours' : 'built in'} className={styles.panel}>
      <p className={styles.about}>
        {isOwn
          ? 'An alert goes down to the deepest routes that match; among siblings the first that matches takes it.'
          : 'Whatever is set up is used: PagerDuty and e-mail beside Slack, and in Slack the most fitting channel.'}
      </p>
      <div className={styles.sets}>
        {!isOwn && <Button onClick={() => replace(builtInRoutes)}>Change them</Button>}
        {!isSame(multiChannelRoutes) && (
          <Button
            icon={<Split aria-hidden="true" />}
            title="Critical alerts, data monitoring and insights each in a channel of their own"
            onClick={() => replace(multiChannelRoutes)}
          >
            Three channels
          </Button>
        )}
        {isOwn && (
          <Button icon={<RotateCcw aria-hidden="true" />} kind="quiet" onClick={() => replace(null)}>
            Back to the built-in routes
          </Button>
        )}
      </div>
      <ol className={styles.tree}>
        <RouteBranch
          route={routes ?? builtInRoutes}
          place={[]}
          names={[]}
          siblings={1}
          editor={editor}
          editable={isOwn}
          chosen={chosen}
          open={open}
          onOpen={setOpen}
        />
      </ol>
    </Panel>
  );
}
