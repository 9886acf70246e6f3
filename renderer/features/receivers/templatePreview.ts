import type { Alert } from '../../../shared/alert.ts';
import { fillTemplate, templateProblem } from '../../../shared/delivery/template.ts';

/**
 * What a template makes of the first message about an alert, as indented JSON; null where there is nothing to see yet. What
 * only the host knows when it sends (causes, costs) is left empty. `address`: of the alert's page; null: it has none
 * that others could open.
 */
export function templatePreview(template: string, alert: Alert, address: string | null): string | null {
  if (template.trim() === '' || templateProblem(template) !== null) return null;
  const links = { alert: address, acknowledge: address && `${address}?acknowledge`, runbook: alert.runbookUrl };
  const told = { version: 1, kind: 'alert', reason: 'firing', alert, cause: null, known: [] };
  const filled = fillTemplate(template, { ...told, delayedMs: 0, suppressed: 0, links });
  return filled.ok ? JSON.stringify(JSON.parse(filled.body), null, 2) : null;
}
