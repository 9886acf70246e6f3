import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Alert } from '../../../shared/alert.ts';
import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { keepAlerts, knownAlerts } from '../../api/cacheSync.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import type { AlertPatch } from '../../store/pendingStore.ts';
import { feedbackWords } from '../feedback/feedbackWords.ts';

export interface AlertActions {
  /** "I have it", for one or many; resolves to whether it was kept. */
  acknowledge(ids: readonly string[], note?: string): Promise<boolean>;
  unacknowledge(id: string): Promise<boolean>;
  /** `until` is ISO 8601, or null to end it. */
  snooze(ids: readonly string[], until: string | null): Promise<boolean>;
  /** What they were, whether they are over or not; null takes it back. */
  label(ids: readonly string[], label: FeedbackLabel | null, comment?: string): Promise<boolean>;
}

/**
 * What one can do to alerts, the same from table, drawer and keyboard: shown at once, and taken back visibly, with the
 * reason and a way to try again, when the host could not keep it.
 */
export function useAlertActions(): AlertActions {
  const { api, pendingStore, noticeStore } = useServices();
  const queryClient = useQueryClient();

  return useMemo(() => {
    const attempt = async (
      ids: readonly string[],
      patch: AlertPatch,
      words: { done: string; failed: string },
      send: () => Promise<readonly Alert[]>,
    ): Promise<boolean> => {
      pendingStore.begin(ids, patch);
      try {
        keepAlerts(queryClient, await send());
        pendingStore.succeed(ids, patch);
        noticeStore.announce(words.done);
        return true;
      } catch (error) {
        const reason = explainError(error);
        pendingStore.fail(ids, patch, reason);
        noticeStore.show({
          tone: 'trouble',
          text: `${words.failed}: ${reason}`,
          action: { label: 'Try again', run: () => void attempt(ids, patch, words, send) },
          onDismiss: () => pendingStore.dismiss(ids),
        });
        return false;
      }
    };
    // What is known to be taken or over is left out: it would not change, and must not look as if it did.
    const those = (ids: readonly string[], may: (alert: Alert) => boolean): readonly string[] => {
      const known = knownAlerts(queryClient);
      return ids.filter((id) => {
        const alert = known.get(id);
        return alert === undefined || may(alert);
      });
    };
    const nothing = (text: string): Promise<boolean> => {
      noticeStore.show({ tone: 'info', text });
      return Promise.resolve(true);
    };
    const many = (ids: readonly string[]) => (ids.length === 1 ? 'Alert' : `${ids.length} alerts`);

    return {
      acknowledge(asked, note) {
        if (asked.length === 0) return Promise.resolve(true);
        const ids = those(asked, ({ status }) => status === 'active');
        if (ids.length === 0) return nothing('Nothing to acknowledge: somebody has it, or it is over.');
        const trimmed = note?.trim();
        const withNote = trimmed ? { note: trimmed } : {};
        return attempt(
          ids,
          { status: 'acknowledged', acknowledgedAt: new Date().toISOString(), acknowledgedBy: 'you', ...withNote },
          { done: `${many(ids)} acknowledged`, failed: `${many(ids)} not acknowledged` },
          async () => {
            const { items } = await api.alerts.acknowledgeMany({ ids: [...ids], ...withNote });
            return items;
          },
        );
      },
      unacknowledge: (id) =>
        attempt(
          [id],
          { status: 'active', acknowledgedAt: null, acknowledgedBy: null, note: null },
          { done: 'Acknowledgement taken back', failed: 'Acknowledgement not taken back' },
          async () => [await api.alerts.unacknowledge({ id })],
        ),
      snooze(asked, until) {
        const ids = those(asked, ({ status }) => status !== 'resolved');
        if (ids.length === 0) return nothing('Nothing to snooze: it is over.');
        return attempt(
          ids,
          { snoozedUntil: until },
          {
            done: until === null ? `${many(ids)} no longer snoozed` : `${many(ids)} snoozed`,
            failed: until === null ? `Snooze not ended` : `${many(ids)} not snoozed`,
          },
          async () => {
            const { items } = await api.alerts.snoozeMany({ ids: [...ids], until });
            return items;
          },
        );
      },
      async label(ids, label, comment) {
        if (ids.length === 0) return true;
        const said = comment === undefined || comment === '' ? {} : { comment };
        const at = new Date().toISOString();
        const kept = await attempt(
          ids,
          { feedback: label === null ? null : { label, comment: said.comment ?? null, by: 'you', at } },
          label === null
            ? { done: 'Label taken back', failed: 'Label not taken back' }
            : {
                done: `${many(ids)} labelled ${feedbackWords[label].toLowerCase()}`,
                failed: `${many(ids)} not labelled`,
              },
          async () => (await api.alerts.feedbackMany({ ids: [...ids], label, ...said })).items,
        );
        if (kept) {
          for (const queryKey of [queryKeys.adjustments, queryKeys.forecasts, queryKeys.reports]) {
            void queryClient.invalidateQueries({ queryKey });
          }
        }
        return kept;
      },
    };
  }, [api, pendingStore, noticeStore, queryClient]);
}
