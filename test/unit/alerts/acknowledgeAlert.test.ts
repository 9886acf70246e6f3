import { describe, expect, it } from 'vitest';
import { acknowledgeAlert, snoozeAlert, unacknowledgeAlert } from '../../../core/alerts/acknowledgeAlert.ts';
import { BatchBook } from '../../support/batchBook.ts';
import { anObservation } from '../../support/builders.ts';

const at = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;

function anActiveAlert() {
  const book = new BatchBook();
  book.window(at, anObservation());
  return book.one();
}

function anAcknowledgedAlert() {
  const edit = acknowledgeAlert(anActiveAlert(), 'kim', 'looking', at);
  if (!edit) throw new Error('not acknowledged');
  return edit;
}

const resolved = () => ({ ...anActiveAlert(), resolvedAt: at });

describe('acknowledging', () => {
  it('keeps who, when, why and what they saw, and is decided on at once, so that those who were told hear it', () => {
    const { record, history } = anAcknowledgedAlert();
    expect(record.acknowledgement).toEqual({ at, by: 'kim', note: 'looking', severity: 'high' });
    expect(record).toMatchObject({ wakeAt: at, escalatesAt: null });
    expect(history).toEqual({ alertId: record.id, at, kind: 'acknowledged', by: 'kim', note: 'looking' });
  });

  it('leaves the first who has it', () => {
    expect(acknowledgeAlert(anAcknowledgedAlert().record, 'alex', null, at + 1)).toBeNull();
  });

  it('leaves what is over', () => {
    expect(acknowledgeAlert(resolved(), 'kim', null, at)).toBeNull();
  });
});

describe('taking it back', () => {
  it('makes it active, to be decided on at once', () => {
    const edit = unacknowledgeAlert(anAcknowledgedAlert().record, 'kim', at + minute);
    expect(edit?.record).toMatchObject({ acknowledgement: null, wakeAt: at + minute });
    expect(edit?.history.kind).toBe('unacknowledged');
  });

  it('is nothing for an alert that nobody has', () => {
    expect(unacknowledgeAlert(anActiveAlert(), 'kim', at)).toBeNull();
  });
});

describe('snoozing', () => {
  it('lasts until its time, when it is decided on again', () => {
    const edit = snoozeAlert(anActiveAlert(), at + 30 * minute, 'kim', at);
    expect(edit?.record).toMatchObject({ snoozedUntil: at + 30 * minute, wakeAt: at + 30 * minute });
    expect(edit?.history).toMatchObject({ kind: 'snoozed', note: 'until 2026-03-10T12:30:00.000Z' });
  });

  it('can be ended before', () => {
    const snoozed = snoozeAlert(anActiveAlert(), at + 30 * minute, 'kim', at)?.record ?? anActiveAlert();
    expect(snoozeAlert(snoozed, null, 'kim', at + minute)?.record).toMatchObject({
      snoozedUntil: null,
      wakeAt: at + minute,
    });
  });

  it.each([
    ['a time that has passed', anActiveAlert(), at],
    ['an alert that is over', resolved(), at + minute],
    ['ending a snooze that is not', anActiveAlert(), null],
  ])('does nothing for %s', (_, record, until) => {
    expect(snoozeAlert(record, until, 'kim', at)).toBeNull();
  });
});
