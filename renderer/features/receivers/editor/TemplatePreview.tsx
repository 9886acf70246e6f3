import { useId } from 'react';
import { alertAddress } from '../../../routing/alertAddress.ts';
import { useLastAlert } from '../../alerts/useLastAlert.ts';
import row from '../../setup/FieldRow.module.css';
import { templatePreview } from '../templatePreview.ts';
import styles from './ReceiverEditor.module.css';

/** What is sent in a template's shape, by an alert that there was. */
export function TemplatePreview({ template }: { template: string }) {
  const id = useId();
  const alert = useLastAlert();
  if (!alert) return null;
  const address = window.watchkeeper ? null : alertAddress(alert.id, window);
  const body = templatePreview(template, alert, address);
  if (body === null) return null;
  return (
    <figure className={styles.preview} aria-labelledby={id}>
      <figcaption id={id} className={row.effect}>
        What it would send of the newest alert
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what scrolls */}
      <pre tabIndex={0}>{body}</pre>
    </figure>
  );
}
