/** Runs tasks in order, so many at once, and begins none any more once `mayBegin` says no. Gives how many were begun. */
export async function inTurn(
  tasks: readonly (() => Promise<void>)[],
  atOnce: number,
  mayBegin: () => boolean,
): Promise<number> {
  let begun = 0;
  async function work(): Promise<void> {
    for (let task = tasks[begun]; task !== undefined && mayBegin(); task = tasks[begun]) {
      begun++;
      await task();
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work));
  return begun;
}
