import { BellOff, Check, CircleCheck, Clock, UserRound } from 'lucide-react';
import type { ListedAlert } from '../../../shared/alertQuery.ts';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { useNow } from '../../components/useNow.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { alertPath } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { FeedbackMark } from '../feedback/FeedbackMark.tsx';
import styles from './cells.module.css';
import { IncidentChip } from './IncidentChip.tsx';
import { heldAgainst, holderOf, labelsBeside, lossOf, magnitudeOf } from './rowText.ts';
import { Sparkline } from './Sparkline.tsx';

// Clicks are handled once for the whole table, by `data-action`: a hundred thousand rows carry no listener of their own.
interface CellProps {
  alert: ListedAlert;
}

export function SeverityCell({ alert }: CellProps) {
  return <SeverityMark severity={alert.severity} hollow={alert.status === 'resolved'} />;
}

export function WhatCell({ alert }: CellProps) {
  const { router } = useServices();
  const format = useValueFormat();
  const labels = labelsBeside(alert);
  const loss = lossOf(alert, format);
  return (
    <span className={styles.what}>
      <a className={styles.title} href={router.link(alertPath(alert.id)).href} data-action="open" tabIndex={-1}>
        {alert.title}
      </a>
      {alert.occurrences > 1 && (
        <span className={styles.times} title={`Seen ${alert.occurrences} times`}>
          ×{alert.occurrences}
        </span>
      )}
      {labels !== null && <span className={styles.labels}>{labels}</span>}
      {alert.feedback !== null && <FeedbackMark feedback={alert.feedback} />}
      {alert.incidentId !== null && <IncidentChip id={alert.incidentId} size={alert.incidentSize} />}
      {loss !== null && (
        <span className={styles.loss} title={loss.sentence}>
          {loss.short}
        </span>
      )}
      <span className={styles.sentence}>{alert.description}</span>
    </span>
  );
}

export function MagnitudeCell({ alert }: CellProps) {
  const magnitude = magnitudeOf(alert, useValueFormat());
  if (magnitude === null) return null;
  return (
    <span className={styles.magnitude}>
      <b className={styles.value}>{magnitude.value}</b>
      {magnitude.expected !== null && (
        <span className={styles.expected}>
          <span aria-hidden="true">{heldAgainst(alert) === 'limit' ? 'of ' : '← '}</span>
          <span className="visuallyHidden">{heldAgainst(alert)} </span>
          {magnitude.expected}
        </span>
      )}
      {magnitude.change !== null && <span className={styles.change}>{magnitude.change}</span>}
    </span>
  );
}

export function TrendCell({ alert }: CellProps) {
  return (
    alert.trend && <Sparkline trend={alert.trend} severity={alert.status === 'resolved' ? null : alert.severity} />
  );
}

export function SinceCell({ alert }: CellProps) {
  return <RelativeTime at={alert.startsAt} />;
}

export function SourceCell({ alert }: CellProps) {
  return <span className={styles.source}>{alert.source}</span>;
}

export function HolderCell({ alert }: CellProps) {
  const holder = holderOf(alert, useNow(30_000));
  if (holder.kind === 'nobody') {
    return (
      <button type="button" className={styles.acknowledge} data-action="acknowledge" tabIndex={-1}>
        <Check aria-hidden="true" />
        <span>Acknowledge</span>
      </button>
    );
  }
  const words = holder.kind === 'resolved' ? `resolved ${holder.text}` : holder.text;
  const title = alert.note ? `${words}: ${alert.note}` : words;
  return (
    <span className={styles.holder} data-kind={holder.kind} title={title}>
      {holder.kind === 'person' && <UserRound aria-hidden="true" />}
      {holder.kind === 'snoozed' && <Clock aria-hidden="true" />}
      {holder.kind === 'muted' && <BellOff aria-hidden="true" />}
      {holder.kind === 'resolved' && <CircleCheck aria-hidden="true" />}
      <span className={styles.name}>
        {holder.kind === 'resolved' && <span className={styles.dispensable}>resolved </span>}
        {holder.text}
      </span>
    </span>
  );
}
