import type { Report } from '../../shared/delivery/report.ts';
import { formatCurrency } from '../../shared/formatValue.ts';
import { feedbackLabels } from '../../shared/learning/feedback.ts';
import { feedbackWords } from '../../shared/learning/feedbackWords.ts';
import { roughly } from './learnedLines.ts';

/** What a summary says of how right the alerts were, and of what they cost; messages of older versions know neither. */
export function judgedFacts(
  report: Pick<Report, 'falseAlarmShare'> & Partial<Pick<Report, 'feedback' | 'lostRevenue'>>,
  currency: string,
): [name: string, value: string][] {
  const { falseAlarmShare: share, feedback, lostRevenue = null } = report;
  const said = feedback === undefined ? [] : feedbackLabels.filter((label) => feedback[label] > 0);
  const labels = said.map((label) => `${feedbackWords[label]} ${feedback?.[label]}`).join(', ');
  return [
    ...fact('False alarms', share === null ? null : `${Math.round(share * 100)} % of those judged`),
    ...fact('Judged', labels === '' ? null : labels),
    ...fact(
      'Lost',
      lostRevenue === null || lostRevenue < 1 ? null : `about ${formatCurrency(roughly(lostRevenue), currency)}`,
    ),
  ];
}

const fact = (name: string, value: string | null): [string, string][] => (value === null ? [] : [[name, value]]);
