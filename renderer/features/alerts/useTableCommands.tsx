import { type ReactNode, type RefObject, useMemo, useRef, useState } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { explainError } from '../../api/explainError.ts';
import { pathOf } from '../../routing/route.ts';
import { useRoute } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { LabelDialog } from '../feedback/LabelDialog.tsx';
import { useHotkeys } from '../shell/hotkeys.ts';
import { scrollerId } from '../shell/scrollerId.ts';
import { draftFor } from '../silences/draftFor.ts';
import { SilenceDialog } from '../silences/SilenceDialog.tsx';
import type { SilenceDraft } from '../silences/silenceDraft.ts';
import { type AlertFilter, toQuery } from './alertFilter.ts';
import { NoteDialog } from './NoteDialog.tsx';
import { SnoozeDialog } from './SnoozeDialog.tsx';
import { commandOf, moveCursor } from './tableKeys.ts';
import { useAlertActions } from './useAlertActions.ts';
import { useAlertsById } from './useAlertsById.ts';
import { useOpenAlert } from './useOpenAlert.ts';
import type { Selection } from './useSelection.ts';

interface TableCommandOptions {
  filter: AlertFilter;
  total: number;
  cursorIndex: number | null;
  selection: Selection;
  alertAt: (index: number) => Alert | undefined;
  place: (index: number) => void;
  touch: () => void;
  scrollTo: (index: number) => void;
  grid: RefObject<HTMLElement | null>;
}

export interface TableCommands {
  acknowledge(ids: readonly string[], note?: string): void;
  askForNote(ids: readonly string[]): void;
  askForSnooze(ids: readonly string[]): void;
  askForSilence(ids: readonly string[]): void;
  askForLabel(ids: readonly string[]): void;
  selectAll(): void;
  /** To be drawn by the table. */
  dialogs: ReactNode;
}

const keys = ['j', 'k', 'x', 'X', 'a', 'A', 's', 'm', 'l', 'Escape'];
/** Only where nothing else on the page wants them. */
const gridKeys = ['ArrowDown', 'ArrowUp', 'Enter'];
/** As many as the host takes in one call. */
const mostAtOnce = 10_000;
const perRequest = 1000;

/** What keys, rows and the bar of the selection do. Without a selection they mean the row of the cursor. */
export function useTableCommands(options: TableCommandOptions): TableCommands {
  const { filter, total, cursorIndex, selection, alertAt, place, touch, scrollTo, grid } = options;
  const { api, router, noticeStore, root } = useServices();
  const { page, alertId } = useRoute();
  const actions = useAlertActions();
  const open = useOpenAlert();
  const alertsById = useAlertsById(filter);
  const [noteFor, setNoteFor] = useState<readonly string[]>([]);
  const [snoozeFor, setSnoozeFor] = useState<readonly string[]>([]);
  const [labelFor, setLabelFor] = useState<readonly string[]>([]);
  const [silence, setSilence] = useState<SilenceDraft | null>(null);

  const meant = (): readonly string[] => {
    if (selection.ids.length > 0) return selection.ids;
    if (alertId !== null) return [alertId];
    const alert = cursorIndex === null ? undefined : alertAt(cursorIndex);
    return alert ? [alert.id] : [];
  };
  /** Another selection may have been made while the host was asked. */
  const drop = (ids: readonly string[]) => {
    if (ids === latest.current.chosen) selection.clear();
  };
  const acknowledge = (ids: readonly string[], note?: string) => {
    void actions.acknowledge(ids, note).then((kept) => kept && drop(ids));
  };
  const snooze = (ids: readonly string[], until: Date) => {
    void actions.snooze(ids, until.toISOString()).then((kept) => kept && drop(ids));
  };
  const label = (ids: readonly string[], label: FeedbackLabel | null, comment: string | undefined) => {
    void actions.label(ids, label, comment).then((kept) => kept && drop(ids));
  };
  const askForSilence = async (ids: readonly string[]) => {
    if (ids.length === 0) return;
    try {
      const alerts = await alertsById(ids);
      if (alerts.length > 0) setSilence(draftFor(alerts));
      const gone = ids.length - alerts.length;
      if (gone === 0) return;
      const text = `${gone.toLocaleString()} of the selected alerts ${gone === 1 ? 'is' : 'are'} not in this list any more, so the silence need not cover ${gone === 1 ? 'it' : 'them'}.`;
      noticeStore.show({ tone: 'info', text });
    } catch (error) {
      noticeStore.show({ tone: 'trouble', text: `What is selected could not be read: ${explainError(error)}` });
    }
  };
  const close = () => {
    const { search } = router.current();
    if (alertId !== null) router.navigate((page === 'board' ? pathOf.board : pathOf.alerts) + search);
    else selection.clear();
    // What had the focus may be gone with the selection; keys go on in the rows.
    if (nothingHasFocus(root)) grid.current?.focus({ preventScroll: true });
  };

  const run = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (command === null) return;
    touch();
    switch (command.kind) {
      case 'move': {
        const next = moveCursor(cursorIndex, command.by, total);
        if (next === null) return;
        place(next);
        scrollTo(next);
        const alert = alertAt(next);
        if (alertId !== null && alert) open(alert.id);
        return;
      }
      case 'open': {
        const alert = cursorIndex === null ? undefined : alertAt(cursorIndex);
        if (alert) open(alert.id);
        return;
      }
      case 'close':
        return close();
      case 'select':
        if (cursorIndex !== null) selection.toggle(cursorIndex, command.extend);
        return;
      case 'acknowledge':
        if (command.withNote) setNoteFor(meant());
        else acknowledge(meant());
        return;
      case 'snooze':
        setSnoozeFor(meant());
        return;
      case 'silence':
        void askForSilence(meant());
        return;
      case 'label':
        setLabelFor(meant());
    }
  };
  useHotkeys(Object.fromEntries(keys.map((key) => [key, run])));
  useHotkeys(Object.fromEntries(gridKeys.map((key) => [key, run])), () => {
    const focused = root.activeElement;
    return nothingHasFocus(root) || focused === grid.current || focused?.id === scrollerId;
  });

  const selectAll = async () => {
    try {
      const ids: string[] = [];
      const query = toQuery(filter, Date.now());
      while (ids.length < Math.min(total, mostAtOnce)) {
        const { items } = await api.alerts.list({ ...query, limit: perRequest, offset: ids.length });
        if (items.length === 0) break;
        ids.push(...items.map(({ id }) => id));
      }
      // Rows of another filter were never asked for.
      if (latest.current.filter !== filter) return;
      selection.replace(ids);
      if (total > ids.length) {
        noticeStore.show({
          tone: 'info',
          text: `The first ${ids.length.toLocaleString()} are selected: more cannot be taken at once.`,
        });
      }
    } catch (error) {
      noticeStore.show({ tone: 'trouble', text: `Not all could be selected: ${explainError(error)}` });
    }
  };

  // Drawn again only when asked for something: scrolling goes through here many times a second.
  const present = { acknowledge, snooze, label, clear: selection.clear, chosen: selection.ids, filter };
  const latest = useRef(present);
  latest.current = present;
  const dialogs = useMemo(
    () => (
      <>
        <NoteDialog
          count={noteFor.length}
          onClose={() => setNoteFor([])}
          onAcknowledge={(note) => {
            latest.current.acknowledge(noteFor, note);
            setNoteFor([]);
          }}
        />
        <SnoozeDialog
          count={snoozeFor.length}
          onClose={() => setSnoozeFor([])}
          onSnooze={(until) => {
            latest.current.snooze(snoozeFor, until);
            setSnoozeFor([]);
          }}
        />
        <LabelDialog
          count={labelFor.length}
          onClose={() => setLabelFor([])}
          onLabel={(chosen, comment) => {
            latest.current.label(labelFor, chosen, comment);
            setLabelFor([]);
          }}
        />
        <SilenceDialog start={silence} onClose={() => setSilence(null)} onMade={() => latest.current.clear()} />
      </>
    ),
    [noteFor, snoozeFor, labelFor, silence],
  );

  return {
    acknowledge,
    askForNote: setNoteFor,
    askForSnooze: setSnoozeFor,
    askForSilence: (ids) => void askForSilence(ids),
    askForLabel: setLabelFor,
    selectAll: () => void selectAll(),
    dialogs,
  };
}

/** A document without focus names its body, a shadow root nothing. */
function nothingHasFocus({ activeElement }: DocumentOrShadowRoot): boolean {
  return activeElement === null || activeElement === document.body;
}
