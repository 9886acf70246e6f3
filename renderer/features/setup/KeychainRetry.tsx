import { useMutation, useQueryClient } from '@tanstack/react-query';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { useServices } from '../../services.tsx';
import styles from './PassphraseForm.module.css';

/** Asks the system's keychain once more, after a person has unlocked it. */
export function KeychainRetry() {
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: () => api.secrets.unlock({ passphrase: null }),
    onSuccess(renewed) {
      queryClient.setQueryData(queryKeys.settings, renewed);
      noticeStore.show({ tone: 'info', text: 'The keychain is open. Stored passwords and webhooks hold from now on.' });
    },
  });
  return (
    <div className={styles.form}>
      <Button kind="primary" busy={retry.isPending} onClick={() => retry.mutate()}>
        Try again
      </Button>
      {retry.isError && (
        <p className={styles.problem} role="alert">
          {explainError(retry.error)}
        </p>
      )}
    </div>
  );
}
