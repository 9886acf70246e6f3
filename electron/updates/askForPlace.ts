import { dialog } from 'electron';

/**
 * Asks the person, in a dialog that no page can answer or dress up, whether what lies at an address may replace this
 * program. On macOS nobody is asked: the system itself refuses an update that another developer has signed, and a dialog
 * without a window would hold up the watch there.
 */
export async function askForPlace(url: string, platform: NodeJS.Platform): Promise<boolean> {
  if (platform === 'darwin') return true;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Watchkeeper',
    message: `Install updates of Watchkeeper from ${new URL(url).host}?`,
    detail: `${new URL(url).href}\n\nThis address was entered in Setup and is not part of this build. What lies there replaces the program: allow it only if you entered it and know who keeps it.`,
    buttons: ['Do not install', 'Install'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}
