import { saveFile, savesFiles } from '../../components/saveFile.ts';
import { useServices } from '../../services.tsx';

interface CsvFile {
  /** What a button that does it says. */
  label: string;
  /** `title`: what it is, for the notice where there is no file; `name`: without the ending. */
  keep(title: string, name: string, text: string): Promise<void>;
}

/** Hands a table to the person: as a file, or on the clipboard where there are none. */
export function useCsvFile(): CsvFile {
  const { noticeStore, copyText } = useServices();
  return {
    label: savesFiles ? 'Export CSV' : 'Copy CSV',
    async keep(title, name, text) {
      if (savesFiles) return saveFile(`${name}.csv`, new Blob([text], { type: 'text/csv;charset=utf-8' }));
      const done = await copyText(text);
      noticeStore.show(
        done
          ? { tone: 'info', text: `${title} copied as CSV. Paste it into a file or a spreadsheet.` }
          : {
              tone: 'trouble',
              text: `${title} could not be copied. Open Watchkeeper in a browser to save it as a file.`,
            },
      );
    },
  };
}
