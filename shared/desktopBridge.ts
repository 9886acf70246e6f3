/** What the desktop's preload gives to the page as `window.watchkeeper`. */
export interface DesktopBridge {
  /** Node's names: linux, darwin, win32. */
  platform: string;
  /** The host asks the page to show a path, from a notification or the tray say. Returns how to stop listening. */
  onNavigate(callback: (path: string) => void): () => void;
  /** The host has a sentence for the person at the page. Returns how to stop listening. */
  onNotice(callback: (sentence: string) => void): () => void;
}

/**
 * The page posts this to its own window together with one end of a message channel, and the preload hands that end to the
 * host, which serves the contract over it. Not a function of the bridge, because ports do not pass through one.
 */
export const connectMessage = 'watchkeeper:connect';

/** The last that the host says over a port: Chromium tells no page that the other end of a port has closed. */
export const goodbye = 'watchkeeper:goodbye';
