import { useMutation } from '@tanstack/react-query';
import { Copy, FileDown } from 'lucide-react';
import type { Diagnostics } from '../../../shared/diagnostics.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { saveFile, savesFiles } from '../../components/saveFile.ts';
import { useServices } from '../../services.tsx';

/** Diagnostics to give away: on the clipboard, or with log and settings as a file. */
export function KeepDiagnostics({ diagnostics }: { diagnostics: Diagnostics }) {
  const { api, noticeStore, copyText } = useServices();
  const copy = async () => {
    const done = await copyText(JSON.stringify(diagnostics, null, 2));
    noticeStore.show(
      done
        ? { tone: 'info', text: 'Diagnostics copied. They hold no password, token or webhook.' }
        : { tone: 'trouble', text: 'The browser did not allow copying.' },
    );
  };
  const save = useMutation({
    mutationFn: async () => {
      // The desktop's window lets no page save files: the app itself asks where to.
      if (!savesFiles) return (await api.host.saveDiagnostics()).saved;
      const bundle = await api.diagnosticsBundle();
      saveFile(bundle.name, bundle);
      return true;
    },
    onSuccess: (saved) => {
      if (saved)
        noticeStore.show({ tone: 'info', text: 'Diagnostics saved. They hold no password, token or webhook.' });
    },
    onError: (error) => noticeStore.show({ tone: 'trouble', text: `Nothing was saved: ${explainError(error)}` }),
  });
  return (
    <>
      <Button size="small" icon={<Copy aria-hidden="true" />} onClick={copy}>
        Copy
      </Button>
      <Button
        size="small"
        icon={<FileDown aria-hidden="true" />}
        title="With log, settings and tables; without secrets"
        busy={save.isPending}
        onClick={() => save.mutate()}
      >
        Download diagnostics
      </Button>
    </>
  );
}
