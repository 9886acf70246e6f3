import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import type { TestResult } from '../../../shared/contract.ts';
import type { Settings } from '../../../shared/settings.ts';
import { useServices } from '../../services.tsx';
import type { SettingsForm } from './useSettingsForm.ts';

export interface ConnectionTrial {
  busy: boolean;
  /** There is an address, and nothing about the connection is wrong. */
  possible: boolean;
  /** Of the connection as it stands in the form: what was found out about another one is not shown. */
  result: z.infer<typeof TestResult> | null;
  error: unknown;
  /** Whether it can be watched; false too where it could not be asked. */
  run(): Promise<boolean>;
}

interface Tried {
  connection: Settings['connection'];
  /** As typed; empty: the one that is kept. */
  password: string;
}

/** Tries the connection of a form before anything is saved. */
export function useConnectionTrial(form: Pick<SettingsForm, 'connection' | 'password'>): ConnectionTrial {
  const { api } = useServices();
  const trial = useMutation({
    mutationFn: ({ connection, password }: Tried) =>
      api.connection.test({ connection, ...(password === '' ? {} : { password }) }),
  });
  const { connection, password } = form;
  const isOfThis =
    trial.variables !== undefined &&
    JSON.stringify(trial.variables.connection) === JSON.stringify(connection) &&
    // Saved, the password leaves its field: that does not make it another one.
    (password === '' || trial.variables.password === password);
  return {
    busy: trial.isPending,
    possible: connection !== null && connection.url !== '',
    result: isOfThis ? (trial.data ?? null) : null,
    error: isOfThis ? trial.error : null,
    run: async () => {
      if (connection === null) return false;
      return trial.mutateAsync({ connection, password }).then(
        ({ ok }) => ok,
        () => false,
      );
    },
  };
}
