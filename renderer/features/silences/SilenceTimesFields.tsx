import field from '../../components/Field.module.css';
import { formatInstant } from '../../components/formatInstant.ts';
import styles from './SilenceDialog.module.css';
import { choicesOf, type SilenceTimes, withBeginning } from './silenceTimes.ts';

interface SilenceTimesFieldsProps {
  times: SilenceTimes;
  /** Since when the choices stand there. */
  opened: Date;
  onChange: (times: SilenceTimes) => void;
}

/** From when a silence holds, and for how long. Whoever walks through the fields by keyboard changes nothing by that. */
export function SilenceTimesFields({ times, opened, onChange }: SilenceTimesFieldsProps) {
  const { begins, from, span, until } = times;
  const begin = (part: Parameters<typeof withBeginning>[1]) => onChange(withBeginning(times, part));
  return (
    <>
      <fieldset className={styles.spans}>
        <legend>From when</legend>
        <label className={styles.span}>
          <input type="radio" name="begins" checked={begins === 'now'} onChange={() => begin({ begins: 'now' })} />
          Now
        </label>
        <label className={styles.span}>
          <input type="radio" name="begins" checked={begins === 'later'} onChange={() => begin({ begins: 'later' })} />
          From
          <input
            type="datetime-local"
            className={field.input}
            aria-label="Begins at"
            value={from}
            onPointerDown={() => begin({ begins: 'later' })}
            onChange={({ target }) => begin({ begins: 'later', from: target.value })}
          />
        </label>
      </fieldset>
      <fieldset className={styles.spans}>
        <legend>For how long</legend>
        {choicesOf(times, opened).map(({ id, label, until: end }) => (
          <label key={id} className={styles.span} title={formatInstant(end.getTime(), 'exact')}>
            <input type="radio" name="span" checked={span === id} onChange={() => onChange({ ...times, span: id })} />
            {label}
          </label>
        ))}
        <label className={styles.span}>
          <input
            type="radio"
            name="span"
            checked={span === 'other'}
            onChange={() => onChange({ ...times, span: 'other' })}
          />
          Until
          <input
            type="datetime-local"
            className={field.input}
            aria-label="Until when"
            value={until}
            onPointerDown={() => onChange({ ...times, span: 'other' })}
            onChange={({ target }) => onChange({ ...times, span: 'other', until: target.value })}
          />
        </label>
      </fieldset>
    </>
  );
}
