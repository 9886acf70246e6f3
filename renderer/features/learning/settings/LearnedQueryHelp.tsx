import styles from '../../rules/editor/QueryField.module.css';

/** What a query whose numbers are learned is made of. */
export function LearnedQueryHelp() {
  return (
    <details className={styles.help}>
      <summary>What a query returns</summary>
      <ul>
        <li>
          A column of times, such as <code>ts</code>, makes it a series: its history is learned at once. Without one,
          its number is taken each time it is asked, and learning begins now.
        </li>
        <li>
          A numeric column <code>value</code>, or one numeric column alone, is what is learned.
        </li>
        <li>Text columns beside it are labels: each set of them is a series of its own.</li>
        <li>
          <code>{'{from:DateTime}'}</code> and <code>{'{to:DateTime}'}</code> are the stretch of time that is asked
          about.
        </li>
        <li>
          One <code>SELECT</code>, read-only: 5 s, 5,000 rows, a billion rows read and 1 GB of memory at most. No other
          machines or files, no <code>SETTINGS</code>, no <code>FORMAT</code>.
        </li>
      </ul>
    </details>
  );
}
