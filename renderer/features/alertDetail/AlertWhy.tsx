import { useQuery } from '@tanstack/react-query';
import { Equal, Split } from 'lucide-react';
import { useState } from 'react';
import type { AlertDetail } from '../../../shared/alert.ts';
import type { Explanation } from '../../../shared/learning/explanation.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useServices } from '../../services.tsx';
import body from './AlertBody.module.css';
import styles from './AlertWhy.module.css';
import { SegmentBars } from './SegmentBars.tsx';
import { hasParts } from './segmentWords.ts';

/** The answer costs ClickHouse a query over many rows, so an open drawer does not ask again for a while. */
const freshMs = 5 * 60_000;

/** Where the change comes from: the sentence that is known, and its parts when they are asked for. */
export function AlertWhy({ alert }: { alert: AlertDetail }) {
  const { api } = useServices();
  const { id, explanation } = alert;
  const [asked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: queryKeys.why(id),
    queryFn: ({ signal }) => api.alerts.why({ id }, { signal }),
    enabled: asked,
    staleTime: freshMs,
    retry: false,
  });
  if (!hasParts(alert)) return null;
  const sentence = data?.sentence ?? explanation;
  return (
    <section className={body.section} aria-labelledby="why-heading">
      <h3 id="why-heading" className={body.heading}>
        Where it comes from
      </h3>
      {sentence !== null && !(data && isEven(data)) && <p className={styles.line}>{sentence}</p>}
      {!data && !isFetching && !error && (
        <p className={styles.line}>
          {sentence === null && <span className={styles.muted}>Nobody has asked yet.</span>}
          <Button size="small" icon={<Split aria-hidden="true" />} onClick={() => setAsked(true)}>
            {sentence === null ? 'Find out' : 'Show the parts'}
          </Button>
        </p>
      )}
      {!data && isFetching && (
        <div className={styles.segments} role="status" aria-label="ClickHouse is asked for the parts">
          <Skeleton height="22px" />
          <Skeleton height="22px" width="88%" />
          <Skeleton height="22px" width="72%" />
        </div>
      )}
      {!data && error && !isFetching && (
        <p className={`${styles.line} ${styles.trouble}`} role="alert">
          {explainError(error)}
          <Button size="small" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data && <Parts explanation={data} />}
    </section>
  );
}

function Parts({ explanation }: { explanation: Explanation }) {
  if (explanation.segments.length > 0) return <SegmentBars explanation={explanation} />;
  if (!isEven(explanation)) return <p className={`${styles.line} ${styles.muted}`}>{explanation.note}</p>;
  return (
    <p className={styles.even}>
      <Equal aria-hidden="true" />
      <span>
        {explanation.sentence ?? 'No part stands out: the change is spread evenly.'}{' '}
        {explanation.note && <span className={styles.muted}>{explanation.note}</span>}
      </span>
    </p>
  );
}

const isEven = ({ metric, segments }: Explanation) => metric !== null && segments.length === 0;
