import { CalendarCheck, FileDown, Printer } from 'lucide-react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { saveFile, savesFiles } from '../../components/saveFile.ts';
import { useNow } from '../../components/useNow.tsx';
import { pathOf } from '../../routing/route.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { useCsvFile } from '../csv/useCsvFile.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { CountsPanels } from './CountsPanels.tsx';
import { DaysPanel } from './DaysPanel.tsx';
import { NoisiestPanel } from './NoisiestPanel.tsx';
import { ReportNumbers } from './ReportNumbers.tsx';
import styles from './ReportPage.module.css';
import { reportCsv } from './reportCsv.ts';
import { daysWords, type Period, periods, readPeriod, spanOf, writePeriod } from './reportPeriod.ts';
import { useReport } from './useReport.ts';

/** What happened in some days: how much, how bad, how fast it was seen to, and what was noisy. */
export function ReportPage() {
  const { router } = useServices();
  const { search } = useLocation();
  const now = useNow(60_000);
  const period = readPeriod(search);
  const span = spanOf(period, now);
  const { data: report, error, isPending, dataUpdatedAt, refetch } = useReport(span, now);
  const { watch } = useFreshness();
  const words = daysWords(span);
  const fileName = `watchkeeper-report-${dayOf(span.from)}-${dayOf(span.to - 1)}`;
  const csv = useCsvFile();
  const behind = watch === 'blind' || watch === 'disconnected';
  return (
    <div className={styles.page} data-report>
      <header className={styles.head}>
        <h1 className={styles.title}>Report</h1>
        <span className={styles.span}>{words}</span>
        <div className={styles.actions}>
          <select
            className={styles.period}
            aria-label="Period"
            value={period}
            onChange={({ target }) => router.navigate(pathOf.report + writePeriod(target.value as Period))}
          >
            {Object.entries(periods).map(([name, label]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </select>
          <Button
            icon={<FileDown aria-hidden="true" />}
            disabled={!report}
            onClick={() => report && csv.keep('Report', fileName, reportCsv(report))}
          >
            {csv.label}
          </Button>
          <Button icon={<Printer aria-hidden="true" />} disabled={!report} onClick={() => window.print()}>
            Print
          </Button>
        </div>
      </header>
      {error && (
        <p className={styles.trouble} role="alert">
          {explainError(error)} {report && `These numbers are of ${formatInstant(dataUpdatedAt, 'short')}. `}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {behind && report && !error && span.to > now && (
        <p className={styles.stale} role="status">
          Alerts are not being checked now, so newer ones are missing here. As of{' '}
          {formatInstant(dataUpdatedAt, 'short')}.
        </p>
      )}
      {isPending && (
        <div className={styles.loading} role="status" aria-label="Loading the report">
          <Skeleton height="120px" />
          <Skeleton height="220px" />
          <Skeleton height="180px" />
        </div>
      )}
      {report?.alerts === 0 && (
        <EmptyState icon={<CalendarCheck />} title={`Nothing fired: ${words}`} tone="plain">
          <p>No alert began in these days. Another period may have some.</p>
        </EmptyState>
      )}
      {report && report.alerts > 0 && (
        <>
          <ReportNumbers report={report} />
          <DaysPanel
            days={report.days}
            onSavePicture={savesFiles ? (picture) => saveFile(`${fileName}.png`, picture) : null}
          />
          <CountsPanels report={report} />
          <NoisiestPanel report={report} />
        </>
      )}
    </div>
  );
}

/** `2026-11-20`, as the reader's clock has it. */
function dayOf(at: number): string {
  const day = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
