import { expect, it } from 'vitest';
import { arrivalWords } from '../../../../renderer/features/shell/arrivalWords.ts';
import { anAlert } from '../../../support/builders.ts';

const critical = anAlert({ id: 'c', severity: 'critical', title: 'Traffic drop', description: '118 events.' });
const low = anAlert({ id: 'l', severity: 'low' });

it.each([
  ['nothing new', { alerts: [critical], newIds: [] }, null],
  ['one of the lesser', { alerts: [low], newIds: ['l'] }, { text: '1 new alert', urgency: 'polite' }],
  ['more than were shown', { alerts: [], newIds: ['a', 'b'] }, { text: '2 new alerts', urgency: 'polite' }],
  [
    'a critical one among others',
    { alerts: [low, critical], newIds: ['l', 'c'] },
    { text: 'Critical: Traffic drop. 118 events.', urgency: 'assertive' },
  ],
  [
    'a critical one that is not new',
    { alerts: [low, critical], newIds: ['l'] },
    { text: '1 new alert', urgency: 'polite' },
  ],
])('%s', (_name, change, words) => expect(arrivalWords(change)).toEqual(words));
