import { expect, it } from 'vitest';
import { escalationWords } from '../../../../renderer/features/alertDetail/escalationWords.ts';
import type { AlertDetail } from '../../../../shared/alert.ts';
import { anAlertDetail } from '../../../support/builders.ts';

const now = Date.parse('2026-03-10T12:30:00.000Z');
const soon = '2026-03-10T12:42:00.000Z';

it.each<[string, Partial<AlertDetail>, string | null]>([
  ['nothing of one that does not', {}, null],
  ['nothing of one that somebody has', { status: 'acknowledged', escalatesAt: soon }, null],
  [
    'who is told next',
    { escalatesAt: soon, escalatesTo: ['pagerduty', 'email'] },
    'Escalates in 12 min to pagerduty, email, unless somebody takes it.',
  ],
  ['only when, where it is not known who', { escalatesAt: soon }, 'Escalates in 12 min, unless somebody takes it.'],
  [
    'that it is due',
    { escalatesAt: '2026-03-10T12:30:00.000Z', escalatesTo: ['email'] },
    'Escalates with the next check to email.',
  ],
  [
    'how often it has been',
    { escalatesAt: soon, escalations: 2, escalatesTo: ['email'] },
    'Escalated twice, and nobody has it. Escalates in 12 min to email, unless somebody takes it.',
  ],
  ['that it has been, and will not be again', { escalations: 1 }, 'Escalated once, and nobody has it.'],
])('an escalation says %s', (_, part, words) => {
  expect(escalationWords(anAlertDetail(part), now)).toBe(words);
});
