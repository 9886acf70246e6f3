import { ArrowDown, ArrowUp, Check, CornerDownRight, Pencil, Plus, Trash2, TriangleAlert } from 'lucide-react';
import type { Route } from '../../../shared/delivery/route.ts';
import { IconButton } from '../../components/IconButton.tsx';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { RouteForm } from './RouteForm.tsx';
import styles from './RoutesTree.module.css';
import {
  mostLevels,
  placeKey,
  type RoutePlace,
  settingsPathOf,
  withMovedRoute,
  withNewRoute,
  withoutRoute,
} from './routeTree.ts';
import { conditionOf, furtherWords, lineInWords } from './routeWords.ts';

interface RouteBranchProps {
  route: Route;
  place: RoutePlace;
  /** Names of the routes above it. */
  names: readonly string[];
  /** How many routes stand beside it, itself included. */
  siblings: number;
  editor: DeliveryEditor;
  editable: boolean;
  /** Names from the root down, joined by line breaks, of the routes where the simulated alert ends. */
  chosen: ReadonlySet<string>;
  open: RoutePlace | null;
  onOpen: (place: RoutePlace | null) => void;
}

/** One route, its form while it is open, and the routes below it. */
export function RouteBranch(props: RouteBranchProps) {
  const { route, place, names, siblings, editor, editable, chosen, open, onOpen } = props;
  const path = [...names, route.name];
  const isRoot = place.length === 0;
  const isOpen = editable && open !== null && placeKey(open) === placeKey(place);
  const isChosen = chosen.has(path.join('\n'));
  const own = settingsPathOf(place);
  const wrong = Object.keys(editor.problems).some(
    (where) => where.startsWith(`${own}.`) && !where.startsWith(`${own}.routes.`),
  );
  const edit = (change: (root: Route) => Route) =>
    editor.change((delivery) => (delivery.routes ? { ...delivery, routes: change(delivery.routes) } : delivery));
  const index = place.at(-1) ?? 0;
  const move = (by: 1 | -1) => {
    edit((root) => withMovedRoute(root, place, by));
    // The form follows its route.
    if (isOpen) onOpen([...place.slice(0, -1), index + by]);
    else onOpen(null);
  };
  return (
    <li className={styles.branch}>
      <div className={styles.route} data-chosen={isChosen || undefined} data-open={isOpen || undefined}>
        <span className={styles.mark}>
          {isChosen ? <Check aria-label="Takes this alert" /> : !isRoot && <CornerDownRight aria-hidden="true" />}
        </span>
        <div className={styles.words}>
          <p className={styles.line}>
            <b>{route.name === '' ? 'Without a name' : route.name}</b>
            <span className={styles.muted}>{conditionOf(route, isRoot)}</span>
          </p>
          {route.receivers.length > 0 && (
            <p className={styles.line}>
              <span className={styles.muted}>tells</span> {lineInWords(route.receivers)}
            </p>
          )}
          {furtherWords(route).length > 0 && <p className={styles.muted}>{furtherWords(route).join(' · ')}</p>}
          {wrong && !isOpen && (
            <p className={styles.wrong} role="alert">
              <TriangleAlert aria-hidden="true" /> Something in it is not right yet.
            </p>
          )}
        </div>
        {editable && (
          <span className={styles.buttons}>
            {!isRoot && siblings > 1 && (
              <>
                <IconButton
                  label={`Move ${route.name} up`}
                  icon={<ArrowUp />}
                  disabled={index === 0}
                  onClick={() => move(-1)}
                />
                <IconButton
                  label={`Move ${route.name} down`}
                  icon={<ArrowDown />}
                  disabled={index === siblings - 1}
                  onClick={() => move(1)}
                />
              </>
            )}
            {place.length + 1 < mostLevels && (
              <IconButton
                label={`Add a route under ${route.name}`}
                icon={<Plus />}
                onClick={() => {
                  edit((root) => withNewRoute(root, place));
                  onOpen([...place, 0]);
                }}
              />
            )}
            {!isRoot && (
              <IconButton
                label={`Remove ${route.name}${route.routes.length > 0 ? ' and what is below it' : ''}`}
                icon={<Trash2 />}
                onClick={() => {
                  onOpen(null);
                  edit((root) => withoutRoute(root, place));
                }}
              />
            )}
            <IconButton
              label={`Edit ${route.name}`}
              icon={<Pencil />}
              aria-expanded={isOpen}
              pressed={isOpen}
              onClick={() => onOpen(isOpen ? null : place)}
            />
          </span>
        )}
        {isOpen && <RouteForm route={route} place={place} editor={editor} onDone={() => onOpen(null)} />}
      </div>
      {route.routes.length > 0 && (
        <ol className={styles.below}>
          {route.routes.map((child, at) => (
            <RouteBranch
              // biome-ignore lint/suspicious/noArrayIndexKey: a route is its place; names may be alike while they are typed
              key={at}
              {...props}
              route={child}
              place={[...place, at]}
              names={path}
              siblings={route.routes.length}
            />
          ))}
        </ol>
      )}
    </li>
  );
}
