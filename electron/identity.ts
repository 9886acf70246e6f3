/** Who this application is to the operating systems. Packaging says the same, and a test holds the two together. */
export const identity = {
  name: 'Watchkeeper',
  /** electron-builder's `appId`, Windows' AppUserModelID, macOS' bundle id. */
  appId: 'io.watchkeeper.desktop',
  /** Name of the installed `.desktop` file; Wayland, portals and keyrings know the app by it. */
  desktopName: 'io.watchkeeper.desktop.desktop',
  /** Scheme of deep links: `watchkeeper://alert/<id>`. */
  protocol: 'watchkeeper',
  /** Fixed, because Windows finds the app of a clicked toast by it; a new one would orphan every toast still shown. */
  toastActivatorClsid: '{6E1D5B0C-6B8B-4F0A-9B64-3E7A6C7F2B51}',
  /** Where the window's pages come from. */
  pageOrigin: 'app://watchkeeper',
} as const;
