/** Title, emoji (for Slack messages only) and icon (see `AnomalyType`) of the types that no rule of the shop finds. */
export const signalTypes: Record<string, { title: string; emoji: string; icon: readonly string[] }> = {
  model_drift: {
    title: 'Model drift',
    emoji: '📐',
    icon: ['M14.828 14.828 21 21', 'M21 16v5h-5', 'm21 3-9 9-4-4-6 6', 'M21 8V3h-5'],
  },
  faves_violation: {
    title: 'FAVES violation',
    emoji: '⚖️',
    icon: [
      'M12 3v18',
      'm19 8 3 8a5 5 0 0 1-6 0zV7',
      'M3 7h1a17 17 0 0 0 8-2 17 17 0 0 0 8 2h1',
      'm5 8 3 8a5 5 0 0 1-6 0zV7',
      'M7 21h10',
    ],
  },
  safety_event: {
    title: 'Safety event',
    emoji: '🛡️',
    icon: [
      'M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z',
    ],
  },
  job_failed: {
    title: 'Job failed',
    emoji: '❌',
    icon: [
      'm15 9-6 6',
      'M2.586 16.726A2 2 0 0 1 2 15.312V8.688a2 2 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2h6.624a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414l-4.688 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586z',
      'm9 9 6 6',
    ],
  },
  job_overdue: {
    title: 'Job runs too long',
    emoji: '🐢',
    icon: [
      'M5 22h14',
      'M5 2h14',
      'M17 22v-4.172a2 2 0 0 0-.586-1.414L12 12l-4.414 4.414A2 2 0 0 0 7 17.828V22',
      'M7 2v4.172a2 2 0 0 0 .586 1.414L12 12l4.414-4.414A2 2 0 0 0 17 6.172V2',
    ],
  },
  job_missing: {
    title: 'Job did not run',
    emoji: '⏰',
    icon: [
      'M16 2v3',
      'm17 16 5 5',
      'm17 21 5-5',
      'M21 12V5a2 2 0 00-2-2H5a2 2 0 00-2 2v14a2 2 0 002 2h8',
      'M3 9h18',
      'M8 2v3',
    ],
  },
  pipeline_error: {
    title: 'Pipeline errors',
    emoji: '🧯',
    icon: ['M12 3q1 4 4 6.5t3 5.5a1 1 0 0 1-14 0 5 5 0 0 1 1-3 1 1 0 0 0 5 0c0-2-1.5-3-1.5-5q0-2 2.5-4'],
  },
  learned_high: { title: 'Unusually high', emoji: '📈', icon: ['M7 7h10v10', 'M7 17 17 7'] },
  learned_low: { title: 'Unusually low', emoji: '📉', icon: ['m7 7 10 10', 'M17 7v10H7'] },
  trend: { title: 'Heads for its limit', emoji: '⏳', icon: ['m12 14 4-4', 'M3.34 19a10 10 0 1 1 17.32 0'] },
  source_unreachable: {
    title: 'Source unreachable',
    emoji: '🔌',
    icon: [
      'm19 5 3-3',
      'm2 22 3-3',
      'M6.3 20.3a2.4 2.4 0 0 0 3.4 0L12 18l-6-6-2.3 2.3a2.4 2.4 0 0 0 0 3.4Z',
      'M7.5 13.5 10 11',
      'M10.5 16.5 13 14',
      'm12 6 6 6 2.3-2.3a2.4 2.4 0 0 0 0-3.4l-2.6-2.6a2.4 2.4 0 0 0-3.4 0Z',
    ],
  },
  data_stale: {
    title: 'Data stale',
    emoji: '🕰️',
    icon: [
      'M10 2h4',
      'M4.6 11a8 8 0 0 0 1.7 8.7 8 8 0 0 0 8.7 1.7',
      'M7.4 7.4a8 8 0 0 1 10.3 1 8 8 0 0 1 .9 10.2',
      'm2 2 20 20',
      'M12 12v-2',
    ],
  },
  receiver_failing: {
    title: 'Receiver failing',
    emoji: '📮',
    icon: [
      'M22 12.532V6a2 2 0 0 0-2-2H4a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h8.792',
      'm22 7-8.991 5.727a2 2 0 0 1-2.009 0L2 7',
      'm16.5 16.5 5 5',
      'm21.5 16.5-5 5',
    ],
  },
  clock_skew: {
    title: 'Clocks differ',
    emoji: '⏱️',
    icon: ['M12 6v6l1.56.78', 'M13.227 21.925a10 10 0 1 1 8.767-9.588', 'm14 18 4-4 4 4', 'M18 22v-8'],
  },
};
