import type { MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import { onlyOn, onReset } from './world.ts';

/** What the application asked the system to do, for a test to read. */
export const asked = {
  openedExternally: [] as string[],
  openedPaths: [] as string[],
  shownFolders: [] as string[],
  errorBoxes: [] as { title: string; content: string }[],
  messageBoxes: [] as MessageBoxOptions[],
  openDialogs: [] as OpenDialogOptions[],
  saveDialogs: [] as SaveDialogOptions[],
  beeps: 0,
};

/** What the person answers to the next dialogs; without an answer a dialog is cancelled. */
export const answers = { messageBox: [] as number[], openDialog: [] as string[][], saveDialog: [] as string[] };

let clipboardText = '';
/** What `shell.openPath` says: empty when it worked, a sentence when not. */
let pathError = '';
let externalError: Error | null = null;
onReset(() => {
  for (const list of Object.values(asked)) if (Array.isArray(list)) list.length = 0;
  asked.beeps = 0;
  answers.messageBox.length = 0;
  answers.openDialog.length = 0;
  answers.saveDialog.length = 0;
  clipboardText = '';
  pathError = '';
  externalError = null;
});

export function failOpening(error: string): void {
  pathError = error;
  externalError = error ? new Error(error) : null;
}

type ImplementedShell = Pick<
  Electron.Shell,
  'beep' | 'openExternal' | 'openPath' | 'readShortcutLink' | 'showItemInFolder' | 'writeShortcutLink'
>;

export const shell: ImplementedShell = {
  beep() {
    asked.beeps += 1;
  },
  async openExternal(url) {
    if (!URL.canParse(url)) throw new Error(`Invalid URL: ${url}`);
    asked.openedExternally.push(url);
    if (externalError) throw externalError;
  },
  async openPath(path) {
    asked.openedPaths.push(path);
    return pathError;
  },
  readShortcutLink() {
    onlyOn('shell.readShortcutLink', 'win32');
    throw new Error('There is no such shortcut.');
  },
  showItemInFolder(fullPath) {
    asked.shownFolders.push(fullPath);
  },
  writeShortcutLink() {
    onlyOn('shell.writeShortcutLink', 'win32');
    return true;
  },
};

type ImplementedClipboard = Pick<Electron.Clipboard, 'clear' | 'readText' | 'writeText'>;

/** Everything but `clear` is a promise since 44. */
export const clipboard: ImplementedClipboard = {
  clear() {
    clipboardText = '';
  },
  readText: async () => clipboardText,
  async writeText(text) {
    clipboardText = text;
  },
};

export function clipboardContent(): string {
  return clipboardText;
}

/** Options come last; a window that the dialog belongs to may come before. */
function optionsOf<Options>(args: readonly unknown[]): Options {
  return args.at(-1) as Options;
}

type ImplementedDialog = Pick<
  Electron.Dialog,
  'showErrorBox' | 'showMessageBox' | 'showMessageBoxSync' | 'showOpenDialog' | 'showSaveDialog'
>;

export const dialog: ImplementedDialog = {
  showErrorBox(title, content) {
    asked.errorBoxes.push({ title, content });
  },
  async showMessageBox(...args: unknown[]) {
    return { response: ask(optionsOf<MessageBoxOptions>(args)), checkboxChecked: false };
  },
  showMessageBoxSync: (...args: unknown[]) => ask(optionsOf<MessageBoxOptions>(args)),
  async showOpenDialog(...args: unknown[]) {
    asked.openDialogs.push(optionsOf<OpenDialogOptions>(args));
    const filePaths = answers.openDialog.shift();
    return { canceled: filePaths === undefined, filePaths: filePaths ?? [] };
  },
  async showSaveDialog(...args: unknown[]) {
    asked.saveDialogs.push(optionsOf<SaveDialogOptions>(args));
    const filePath = answers.saveDialog.shift();
    return { canceled: filePath === undefined, filePath: filePath ?? '' };
  },
};

function ask(options: MessageBoxOptions): number {
  asked.messageBoxes.push(options);
  return answers.messageBox.shift() ?? options.cancelId ?? 0;
}
