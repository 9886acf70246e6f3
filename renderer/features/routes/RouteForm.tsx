import { useState } from 'react';
import type { Route } from '../../../shared/delivery/route.ts';
import { Button } from '../../components/Button.tsx';
import field from '../../components/Field.module.css';
import type { DeliveryEditor } from '../delivery/editor/useDeliveryEditor.ts';
import { useReceiverChoices } from '../delivery/editor/useReceiverChoices.ts';
import { MatcherRows } from '../silences/MatcherRows.tsx';
import { NameChoices } from './NameChoices.tsx';
import { ReceiverLine } from './ReceiverLine.tsx';
import styles from './RouteForm.module.css';
import { type RoutePlace, settingsPathOf, withRouteAt } from './routeTree.ts';

interface RouteFormProps {
  route: Route;
  place: RoutePlace;
  editor: DeliveryEditor;
  onDone: () => void;
}

/** Everything a route can say; what it leaves open it takes from its parent. */
export function RouteForm({ route, place, editor, onDone }: RouteFormProps) {
  const [groupTyped, setGroupTyped] = useState('');
  // A half-typed list is kept as typed for as long as it says what the draft does.
  const groupText = `${namesIn(groupTyped)}` === `${route.groupBy}` ? groupTyped : (route.groupBy ?? []).join(', ');
  const choices = useReceiverChoices(editor.delivery);
  const { delivery, problems } = editor;
  const isRoot = place.length === 0;
  const own = settingsPathOf(place);
  const problemAt = (path: string) => problems[`${own}.${path}`];
  const change = (part: Partial<Route>) =>
    editor.change((before) =>
      before.routes === null
        ? before
        : { ...before, routes: withRouteAt(before.routes, place, (old) => ({ ...old, ...part })) },
    );
  const ofMatchers = new Map(
    route.matchers.flatMap((_, index) => {
      const [name, value] = [problemAt(`matchers.${index}.name`), problemAt(`matchers.${index}.value`)];
      return value ? [[index, value] as const] : name ? [[index, `needs a name beside it`] as const] : [];
    }),
  );
  const inherited = isRoot ? 'as in general' : 'as its parent says';
  return (
    <div className={styles.form}>
      <label className={styles.row}>
        <span>Name</span>
        <input
          className={field.input}
          value={route.name}
          maxLength={60}
          aria-invalid={problemAt('name') !== undefined || undefined}
          onChange={({ target }) => change({ name: target.value })}
        />
      </label>
      {problemAt('name') && <Problem text="A route needs a name." />}
      {!isRoot && (
        <fieldset className={styles.block}>
          <legend>Takes alerts for which all of this holds</legend>
          <MatcherRows matchers={route.matchers} problems={ofMatchers} onChange={(matchers) => change({ matchers })} />
          {route.matchers.length === 0 && (
            <p className={styles.muted}>No condition: it takes whatever its parent matches.</p>
          )}
        </fieldset>
      )}
      <fieldset className={styles.block}>
        <legend>Tells</legend>
        <ReceiverLine
          receivers={route.receivers}
          choices={choices}
          problemAt={(index) => problemAt(`receivers.${index}`)}
          onChange={(receivers) => change({ receivers })}
          whenNone={isRoot ? 'Nobody, where no route below says otherwise.' : 'Those of its parent.'}
        />
      </fieldset>
      <div className={styles.grid}>
        {!isRoot && (
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={route.continue}
              onChange={({ target }) => change({ continue: target.checked })}
            />
            The routes below it are asked too
          </label>
        )}
        <label className={styles.row}>
          <span>Escalation</span>
          <select
            className={styles.choice}
            aria-invalid={problemAt('escalation') !== undefined || undefined}
            value={route.escalation === null ? 'inherit' : `is ${route.escalation}`}
            onChange={({ target }) =>
              change({ escalation: target.value === 'inherit' ? null : target.value.slice('is '.length) })
            }
          >
            <option value="inherit">{isRoot ? 'none' : inherited}</option>
            {!isRoot && <option value="is ">never</option>}
            {policiesOf(delivery.escalations, route.escalation).map((name) => (
              <option key={name} value={`is ${name}`}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {problemAt('escalation') && <Problem text={`Escalation ${problemAt('escalation')}.`} />}
        <label className={styles.row}>
          <span>When it is over</span>
          <select
            className={styles.choice}
            value={String(route.resolved)}
            onChange={({ target }) => change({ resolved: target.value === 'null' ? null : target.value === 'true' })}
          >
            <option value="null">{inherited}</option>
            <option value="true">that is told too</option>
            <option value="false">that is not told</option>
          </select>
        </label>
        <label className={styles.row}>
          <span>Grouped by</span>
          <input
            className={field.input}
            aria-invalid={problemAt('groupBy') !== undefined || undefined}
            placeholder={`${inherited}; e.g. type, region`}
            value={groupText}
            onChange={({ target }) => {
              setGroupTyped(target.value);
              change({ groupBy: namesIn(target.value) });
            }}
          />
        </label>
        <NameChoices
          legend="Only during"
          names={delivery.times.map(({ name }) => name)}
          chosen={route.activeTimes}
          onChange={(activeTimes) => change({ activeTimes })}
        />
        <NameChoices
          legend="Not during"
          names={delivery.times.map(({ name }) => name)}
          chosen={route.muteTimes}
          onChange={(muteTimes) => change({ muteTimes })}
        />
      </div>
      <Button size="small" className={styles.done} onClick={onDone}>
        Done
      </Button>
    </div>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <p className={styles.problem} role="alert">
      {text}
    </p>
  );
}

/** A policy that is named and gone stays in the list, so that one sees what is wrong. */
function policiesOf(policies: readonly { name: string }[], named: string | null): string[] {
  const names = policies.map(({ name }) => name);
  return named === null || named === '' || names.includes(named) ? names : [...names, named];
}

function namesIn(text: string): string[] | null {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? null : [...new Set(names)];
}
