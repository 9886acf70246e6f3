import { expect, it } from 'vitest';
import { alertBody } from '../../../../core/adapters/webhook/webhookBody.ts';
import { exampleTemplate, templateNames, unknownNames } from '../../../../renderer/features/receivers/templateNames.ts';
import { fillTemplate, templateProblem } from '../../../../shared/delivery/template.ts';
import { aMessage } from '../../../support/aMessage.ts';

const cause = { title: 'Traffic drop', startsAt: '2026-03-10T12:05:00.000Z' };
const body = alertBody(aMessage({ cause }));

it.each(templateNames.map(({ name }) => [name]))('every message has {{%s}}, which the help names', (name) => {
  expect(unknownNames(`"{{${name}}}"`)).toEqual([]);
  expect(fillTemplate(`"{{${name}}}"`, body)).toMatchObject({ ok: true });
});

it('the example can be used as it is', () => {
  expect(templateProblem(exampleTemplate)).toBeNull();
  expect(unknownNames(exampleTemplate)).toEqual([]);
  expect(fillTemplate(exampleTemplate, body)).toMatchObject({ ok: true });
});

it('a name that no message has is found, once', () => {
  expect(unknownNames('{"a": "{{alert.titel}} {{ alert.titel }}", "b": "{{links.alert.x}} {{x}}"}')).toEqual([
    'alert.titel',
    'links.alert.x',
    'x',
  ]);
});

it('any label may be there, and what lies in lists', () => {
  expect(unknownNames('{{alert.labels.region}} {{alert.silencedBy.0}} {{alert.trend.upperBound}}')).toEqual([]);
});

it('nothing that a message has is taken for unknown', () => {
  const inner = {
    alert: body.kind === 'alert' ? body.alert : {},
    cause,
    links: body.kind === 'alert' ? body.links : {},
  };
  const names = [
    ...Object.keys(body),
    ...Object.entries(inner).flatMap(([name, part]) => Object.keys(part).map((each) => `${name}.${each}`)),
  ];
  expect(unknownNames(names.map((name) => `{{${name}}}`).join(' '))).toEqual([]);
  expect(unknownNames('{{cause.severity}} {{alert.facts.0.value}}')).toEqual(['cause.severity']);
});
