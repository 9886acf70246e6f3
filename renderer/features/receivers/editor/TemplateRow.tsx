import { useId } from 'react';
import { Button } from '../../../components/Button.tsx';
import field from '../../../components/Field.module.css';
import row from '../../setup/FieldRow.module.css';
import { exampleTemplate, templateNames, unknownNames } from '../templateNames.ts';
import styles from './ReceiverEditor.module.css';
import { TemplatePreview } from './TemplatePreview.tsx';

interface TemplateRowProps {
  template: string;
  problem: string | undefined;
  onChange: (template: string) => void;
}

/** The JSON that an alert becomes, for services that want another shape than Watchkeeper's own. */
export function TemplateRow({ template, problem, onChange }: TemplateRowProps) {
  const id = useId();
  const unknown = problem === undefined ? unknownNames(template) : [];
  return (
    <div className={styles.template}>
      <label className={row.label} htmlFor={id}>
        Template
      </label>
      <p id={`${id}-effect`} className={row.effect}>
        JSON with placeholders such as <code>{'{{alert.title}}'}</code> in its texts, one message an alert. Empty: the
        whole message as it is, and digests too.
      </p>
      <textarea
        id={id}
        className={`${field.area} ${styles.code}`}
        rows={template === '' ? 3 : 7}
        spellCheck={false}
        autoCapitalize="off"
        maxLength={20_000}
        value={template}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-effect`}
        onChange={({ target }) => onChange(target.value)}
      />
      {problem !== undefined && (
        <p className={row.problem} role="alert">
          The template {problem}.
        </p>
      )}
      {unknown.length > 0 && (
        <p className={styles.warning} role="status">
          No message has {unknown.join(', ')}: nothing could be sent with this template.
        </p>
      )}
      <TemplatePreview template={template} />
      <div className={styles.templateHelp}>
        {template.trim() === '' && (
          <Button size="small" onClick={() => onChange(exampleTemplate)}>
            Begin with an example
          </Button>
        )}
        <details>
          <summary>Placeholders</summary>
          <dl className={styles.names}>
            {templateNames.map(({ name, says }) => (
              <div key={name}>
                <dt>
                  <code>{`{{${name}}}`}</code>
                </dt>
                <dd>{says}</dd>
              </div>
            ))}
          </dl>
          <p className={row.effect}>
            A single label is <code>{'{{alert.labels.NAME}}'}</code>; of an alert without it nothing stands there. A
            text that is one placeholder becomes the value itself: a number stays a number, and what is not there is
            null.
          </p>
        </details>
      </div>
    </div>
  );
}
