import { useMutation } from '@tanstack/react-query';
import { PlugZap } from 'lucide-react';
import type { Settings } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { useServices } from '../../services.tsx';
import { TestOutcome } from '../health/TestOutcome.tsx';
import styles from './ConnectionTest.module.css';

interface ConnectionTestProps {
  connection: Settings['connection'] | null;
  /** As typed; empty: the one that is kept. */
  password: string;
}

/** Tries the connection as it stands in the form, saved or not. */
export function ConnectionTest({ connection, password }: ConnectionTestProps) {
  const { api } = useServices();
  const test = useMutation({
    mutationFn: (tried: Settings['connection']) =>
      api.connection.test({ connection: tried, ...(password === '' ? {} : { password }) }),
  });
  return (
    <div className={styles.test}>
      <Button
        icon={<PlugZap aria-hidden="true" />}
        busy={test.isPending}
        disabled={connection === null || connection.url === ''}
        onClick={() => connection && test.mutate(connection)}
      >
        Test the connection
      </Button>
      {test.data && <TestOutcome result={test.data} />}
      {test.isError && (
        <p className={styles.error} role="alert">
          {explainError(test.error)}
        </p>
      )}
    </div>
  );
}
