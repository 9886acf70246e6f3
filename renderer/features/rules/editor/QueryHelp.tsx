import styles from './QueryField.module.css';

/** What a query of a rule is made of. */
export function QueryHelp() {
  return (
    <details className={styles.help}>
      <summary>What a query returns</summary>
      <ul>
        <li>
          A numeric column <code>value</code>, or one numeric column alone, is what is judged.
        </li>
        <li>Text columns beside it are labels: each row is a series of its own, and gets alerts of its own.</li>
        <li>
          <code>{'{from:DateTime}'}</code> and <code>{'{to:DateTime}'}</code> are the last five minutes. With them the
          last day can be tried, too.
        </li>
        <li>
          One <code>SELECT</code>, read-only: 5 s, 100 rows, a billion rows read and 1 GB of memory at most. No other
          machines or files, no <code>SETTINGS</code>, no <code>FORMAT</code>.
        </li>
      </ul>
    </details>
  );
}
