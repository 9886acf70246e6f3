import type { Freshness, ReceiverHealth, SourceHealth, SourceStatus } from '../../../shared/health.ts';

/** How good or bad a state is; decides its mark. */
export type Tone = 'good' | 'waiting' | 'warning' | 'bad' | 'off';

export interface StatusWords {
  word: string;
  tone: Tone;
}

export const sourceTitles: Record<SourceHealth['kind'], string> = {
  engine: 'Detection engine',
  anomalies: 'External detector',
  metrics: 'Component metrics',
  rules: 'Your SQL rules',
  models: 'Models',
  jobs: 'Jobs',
  users: 'Registrations',
  errors: 'Pipeline errors',
  learning: 'Learned series',
  self: 'Watchkeeper itself',
};

const sourceStatusWords: Record<SourceStatus, StatusWords> = {
  starting: { word: 'Starting', tone: 'waiting' },
  ok: { word: 'OK', tone: 'good' },
  failing: { word: 'Failing', tone: 'bad' },
  stale: { word: 'No new data', tone: 'warning' },
  notSetUp: { word: 'Not set up', tone: 'off' },
};

/** How a source stands; one that answers while some of the person's rules are not judged, or not in full, is not simply OK. */
export const sourceState = ({ status, ruleNotes }: Pick<SourceHealth, 'status' | 'ruleNotes'>): StatusWords =>
  status === 'ok' && ruleNotes !== undefined ? { word: 'In part', tone: 'warning' } : sourceStatusWords[status];

const receiverStatusWords: Record<ReceiverHealth['status'], StatusWords> = {
  ok: { word: 'OK', tone: 'good' },
  retrying: { word: 'Trying again', tone: 'warning' },
  broken: { word: 'Broken', tone: 'bad' },
};

/** How a receiver stands. Of one that nothing was sent to nobody knows whether it works; pop-ups are this host's own. */
export function receiverState({ kind, status, lastSentAt }: ReceiverHealth): StatusWords {
  const isOwn = kind === 'desktop' || kind === 'browser';
  if (status === 'ok' && lastSentAt === null && !isOwn) return { word: 'Not tried yet', tone: 'waiting' };
  return receiverStatusWords[status];
}

export const freshnessWords: Record<Freshness, StatusWords & { meaning: string }> = {
  starting: { word: 'Starting', tone: 'waiting', meaning: 'The first check has not ended yet.' },
  live: { word: 'Live', tone: 'good', meaning: 'Every source that is set up was checked on time.' },
  late: { word: 'Late', tone: 'warning', meaning: 'Part of the picture is older than it should be.' },
  blind: {
    word: 'Blind',
    tone: 'bad',
    meaning: 'New trouble would not be seen. What is shown is the last known state.',
  },
};
