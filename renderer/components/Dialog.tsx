import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';
import styles from './Dialog.module.css';
import icon from './IconButton.module.css';
import { useOverlays } from './Overlays.tsx';

interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** What one types into first; without it the focus goes to the first thing below the title. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Buttons at the end, the primary one last. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** A question or a page of help in front of everything; Esc closes it and focus goes back to where it was. */
export function Dialog({ open, onClose, title, description, actions, children, initialFocus }: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const { container, holdPage } = useOverlays();
  // Closing is the last thing one has come for, though its button stands first.
  const firstBelowTitle = () =>
    popup.current?.querySelector<HTMLElement>('input, textarea, select, :not(header) > button') ?? popup.current;
  return (
    <Base.Root open={open} modal={holdPage || 'trap-focus'} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal container={container}>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup
          ref={popup}
          className={styles.popup}
          aria-modal="true"
          initialFocus={initialFocus ?? firstBelowTitle}
        >
          <header className={styles.head}>
            <Base.Title className={styles.title}>{title}</Base.Title>
            <Base.Close className={icon.button} aria-label="Close">
              <X />
            </Base.Close>
          </header>
          {description && <Base.Description className={styles.description}>{description}</Base.Description>}
          {children}
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
