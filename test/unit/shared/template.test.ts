import { describe, expect, it } from 'vitest';
import { fillTemplate, templateProblem } from '../../../shared/delivery/template.ts';

describe('a template', () => {
  it.each(['', '  ', '{}', '{"a":"{{alert.title}} {{ alert.labels.region }}"}', '["{{a}}"]'])(
    '%s can be used',
    (template) => {
      expect(templateProblem(template)).toBeNull();
    },
  );

  it.each(['{"a":{{alert.title}}}', '{', 'text'])('%s is no JSON', (template) => {
    expect(templateProblem(template)).toMatch(/^must be JSON/);
  });

  it.each(['{"a":"{{alert.title}"}', '{"a":"{{ }}"}', '{"a":"alert}}"}'])('%s has a broken placeholder', (template) => {
    expect(templateProblem(template)).toMatch(/^has a placeholder/);
  });
});

it('takes values by their names, objects as text within text, and nothing that objects have by themselves', () => {
  const values = { alert: { labels: { a: 1 }, title: null } };
  expect(fillTemplate('{"x":"l={{alert.labels}}","y":"{{alert.labels}}","z":"t={{alert.title}}"}', values)).toEqual({
    ok: true,
    body: '{"x":"l={\\"a\\":1}","y":{"a":1},"z":"t="}',
  });
  expect(fillTemplate('{"x":"{{alert.constructor}}"}', values)).toMatchObject({ ok: false });
});

it('leaves out what only some messages have: labels, whatever they are called, parts of nothing, and ends of lists', () => {
  const values = { alert: { labels: { 'app.kubernetes.io': 'shop' }, silencedBy: [] }, cause: null };
  const template = '{"a":"in {{alert.labels.country}}","b":"{{cause.title}}","c":"{{alert.silencedBy.0}}"}';
  expect(fillTemplate(template, values)).toEqual({ ok: true, body: '{"a":"in ","b":null,"c":null}' });
  expect(fillTemplate('["{{alert.labels.app.kubernetes.io}}"]', values)).toEqual({ ok: true, body: '["shop"]' });
  expect(fillTemplate('["{{alert.silencedBy.first}}"]', values)).toMatchObject({ ok: false });
  expect(fillTemplate('["so: {{known}}"]', { known: ['One.', 'Two.'] })).toEqual({
    ok: true,
    body: '["so: One. Two."]',
  });
});
