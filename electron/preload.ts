import { contextBridge, ipcRenderer } from 'electron';
import { connectMessage, type DesktopBridge } from '../shared/desktopBridge.ts';
import { channels } from './bridge/channels.ts';

// All the page ever gets of Electron: two things it can listen for, and a way to hand over one port. Who asks is checked
// in the main process; here only that the page asks itself, and not a frame in it.
const bridge: DesktopBridge = {
  platform: process.platform,
  onNavigate: sentences(channels.navigate),
  onNotice: sentences(channels.notice),
};
contextBridge.exposeInMainWorld('watchkeeper', bridge);

window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== window.location.origin || event.data !== connectMessage) return;
  if (event.ports.length !== 1) return;
  ipcRenderer.postMessage(channels.connect, null, [...event.ports]);
});

/** Listens to a channel of texts; the last one that came before anybody listened is kept for the first who does. */
function sentences(channel: string): (callback: (text: string) => void) => () => void {
  const callbacks = new Set<(text: string) => void>();
  let waiting: string | null = null;
  ipcRenderer.on(channel, (_event, text: unknown) => {
    if (typeof text !== 'string') return;
    if (callbacks.size === 0) waiting = text;
    for (const callback of callbacks) callback(text);
  });
  return (callback) => {
    callbacks.add(callback);
    if (waiting !== null) callback(waiting);
    waiting = null;
    return () => {
      callbacks.delete(callback);
    };
  };
}
