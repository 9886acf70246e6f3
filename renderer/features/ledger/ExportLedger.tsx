import { useMutation } from '@tanstack/react-query';
import { FileDown } from 'lucide-react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { toLocalField } from '../../components/localField.ts';
import { useServices } from '../../services.tsx';
import { useCsvFile } from '../csv/useCsvFile.ts';
import { ledgerCsv } from './ledgerCsv.ts';
import { type LedgerFilter, ledgerQuery } from './ledgerFilter.ts';
import { mostExported, readWholeLedger } from './readWholeLedger.ts';

/** Every line that the filter matches as a table, shown or not. */
export function ExportLedger({ filter, disabled }: { filter: LedgerFilter; disabled: boolean }) {
  const { api, noticeStore } = useServices();
  const csv = useCsvFile();
  const most = mostExported.toLocaleString();
  const save = useMutation({
    mutationFn: async () => {
      const now = new Date();
      const { lines, more } = await readWholeLedger(ledgerQuery(filter, now.getTime()), (query) =>
        api.notifications(query),
      );
      await csv.keep('The log', `watchkeeper-log-${toLocalField(now).replace(/[:T]/g, '-')}`, ledgerCsv(lines));
      if (!more) return;
      const text = `Only the newest ${most} lines are in it: narrow the filter for those before.`;
      noticeStore.show({ tone: 'info', text });
    },
    onError: (error) => noticeStore.show({ tone: 'trouble', text: `The log was not read: ${explainError(error)}` }),
  });
  return (
    <Button
      size="small"
      icon={<FileDown aria-hidden="true" />}
      title={`Every line that the filters match, the newest ${most} at most`}
      disabled={disabled}
      busy={save.isPending}
      onClick={() => save.mutate()}
    >
      {csv.label}
    </Button>
  );
}
