import type { Report } from '../../../shared/delivery/report.ts';
import { feedbackLabels } from '../../../shared/learning/feedback.ts';
import { Panel } from '../../components/Panel.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertsPath, type FeedbackChoice } from '../alerts/alertFilter.ts';
import { feedbackChoiceWord } from '../alerts/filterWords.ts';
import { FeedbackMenuLabel } from '../feedback/FeedbackMenuLabel.tsx';
import styles from './ReportPage.module.css';

/** What people said of the alerts, each count with the way to its rows; what nobody has judged comes last. */
export function FeedbackPanel({ report }: { report: Report }) {
  const format = useValueFormat();
  const { from, to, alerts, feedback } = report;
  const said = feedbackLabels.reduce((sum, label) => sum + feedback[label], 0);
  const count = (choice: FeedbackChoice) => (choice === 'none' ? Math.max(0, alerts - said) : feedback[choice]);
  return (
    <Panel title="By label" hint="what people said of them">
      <ul className={styles.counts}>
        {([...feedbackLabels, 'none'] as const).map((choice) => (
          <li key={choice}>
            <Link to={alertsPath({ from, to, feedback: [choice] })}>
              <span className={styles.label} data-none={choice === 'none' || undefined}>
                {choice === 'none' ? feedbackChoiceWord(choice) : <FeedbackMenuLabel label={choice} />}
              </span>
              <span className={styles.count}>{format.count(count(choice))}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
