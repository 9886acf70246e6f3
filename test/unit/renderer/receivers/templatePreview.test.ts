import { expect, it } from 'vitest';
import { alertBody } from '../../../../core/adapters/webhook/webhookBody.ts';
import { exampleTemplate } from '../../../../renderer/features/receivers/templateNames.ts';
import { templatePreview } from '../../../../renderer/features/receivers/templatePreview.ts';
import { fillTemplate } from '../../../../shared/delivery/template.ts';
import { aMessage } from '../../../support/aMessage.ts';
import { anAlert } from '../../../support/builders.ts';

const alert = anAlert({ runbookUrl: 'https://wiki.example.com/revenue' });
const dashboardUrl = 'https://watch.example.com/alerts/a1';

it('what a template is shown to make of an alert is what the webhook sends of it', () => {
  const body = alertBody(aMessage({ alert, dashboardUrl, acknowledgeUrl: `${dashboardUrl}?acknowledge` }));
  const all = JSON.stringify(Object.fromEntries(Object.keys(body).map((name) => [name, `{{${name}}}`])));
  for (const template of [all, exampleTemplate]) {
    const sent = fillTemplate(template, body);
    expect(sent.ok && JSON.parse(sent.body)).toEqual(JSON.parse(templatePreview(template, alert, dashboardUrl) ?? ''));
  }
});

it.each(['', ' ', '{"a":"{{alert.title}"}', '{{alert.title}}', '"{{alert.titel}}"'])(
  'there is nothing to be seen of %j',
  (template) => expect(templatePreview(template, alert, dashboardUrl)).toBeNull(),
);

it('an alert that others cannot open has no links', () => {
  expect(templatePreview('["{{links.alert}}","{{links.acknowledge}}"]', alert, null)).toBe('[\n  null,\n  null\n]');
});
