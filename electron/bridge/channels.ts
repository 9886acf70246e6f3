/** Names of the messages between the preload and the main process. */
export const channels = {
  /** From the page, with a message port over which it wants the API. */
  connect: 'watchkeeper:connect',
  /** To the page: the path to show. */
  navigate: 'watchkeeper:navigate',
  /** To the page: a sentence for the person. */
  notice: 'watchkeeper:notice',
} as const;
