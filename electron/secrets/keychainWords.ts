interface KeychainWords {
  name: string;
  explanation: string;
}

const ofKeyring =
  'Secrets are encrypted with a key in your keyring: other users of this machine cannot read them. While the keyring is unlocked, programs that run as you can.';

const macOs: KeychainWords = {
  name: 'macOS Keychain',
  explanation:
    'Secrets are encrypted with a key in the macOS Keychain: neither other users nor other programs can read them without asking you.',
};

const windows: KeychainWords = {
  name: 'Windows DPAPI',
  explanation:
    'Secrets are encrypted by Windows for your account: other users of this machine cannot read them, but programs that run as you can.',
};

const linuxNames: Record<string, string> = {
  gnome_libsecret: 'GNOME Keyring/libsecret',
  kwallet: 'KWallet',
  kwallet5: 'KWallet',
  kwallet6: 'KWallet',
};

/** Where Electron names no backend, Chromium's mark on the ciphertext says whose key it was. */
const namesByPrefix: Record<string, string> = { v11: 'Secret Service', v12: 'portal' };

/** What to call the keychain, and what it is worth; null when nobody can say what protects. */
export function keychainWords(platform: NodeJS.Platform, backend: string | null, prefix: string): KeychainWords | null {
  if (platform === 'darwin') return macOs;
  if (platform === 'win32') return windows;
  const name = linuxNames[backend ?? ''] ?? namesByPrefix[prefix];
  return name === undefined ? null : { name, explanation: ofKeyring };
}
