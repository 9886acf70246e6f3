/** The desktop's window lets no page save files. */
export const savesFiles = window.watchkeeper === undefined;

/** Lets the browser keep a file under `name`. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the content as soon as it has begun, which is after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
