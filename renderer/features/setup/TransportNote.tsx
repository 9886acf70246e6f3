import { Lock, LockOpen, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './TransportNote.module.css';
import { type Transport, transportOf } from './transport.ts';

const notes: Record<Transport, { icon: ReactNode; words: string }> = {
  encrypted: {
    icon: <Lock aria-hidden="true" />,
    words: 'Encrypted on the way. The certificate must be one that this machine trusts.',
  },
  sameMachine: { icon: <Lock aria-hidden="true" />, words: 'Plain http, but it does not leave this machine.' },
  readable: {
    icon: <LockOpen aria-hidden="true" />,
    words: 'Not encrypted: the password and the data can be read on the way. The status line shows an open lock.',
  },
  refused: {
    icon: <TriangleAlert aria-hidden="true" />,
    words: 'Plain http beyond this machine is not asked unless it is allowed below: use https, or allow it.',
  },
};

/** What becomes of the password on its way, as the address is typed. */
export function TransportNote({ url, allowUnencrypted }: { url: string; allowUnencrypted: boolean }) {
  const transport = transportOf({ url, allowUnencrypted });
  if (transport === null) return null;
  const { icon, words } = notes[transport];
  return (
    <p className={styles.note} data-transport={transport}>
      {icon} {words}
    </p>
  );
}
