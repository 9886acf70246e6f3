import styles from './RouteForm.module.css';

interface NameChoicesProps {
  legend: string;
  names: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** Some of the named times; one that is gone stays until it is taken out. */
export function NameChoices({ legend, names, chosen, onChange }: NameChoicesProps) {
  const all = [...new Set([...names, ...chosen])];
  if (all.length === 0) return null;
  return (
    <fieldset className={styles.names}>
      <legend>{legend}</legend>
      {all.map((name) => (
        <label key={name} className={styles.check}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
            }
          />
          {name}
          {!names.includes(name) && <span className={styles.problem}>does not exist</span>}
        </label>
      ))}
    </fieldset>
  );
}
