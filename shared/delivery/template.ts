/** What a template is filled from: nested objects, arrays and plain values. */
export type TemplateValues = object;

export type Filled = { ok: true; body: string } | { ok: false; message: string };

const placeholder = /\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}/g;
const wholePlaceholder = /^\{\{\s*([A-Za-z0-9_.-]+)\s*\}\}$/;

/**
 * Whether a template can be used at all: JSON, with `{{path}}` inside its texts. Null: it can; empty means none. Continues a
 * sentence.
 */
export function templateProblem(template: string): string | null {
  if (template.trim() === '') return null;
  try {
    JSON.parse(template);
  } catch {
    return 'must be JSON, with placeholders such as {{alert.title}} inside its texts';
  }
  return textsIn(JSON.parse(template)).some((text) => /\{\{|\}\}/.test(text.replaceAll(placeholder, '')))
    ? 'has a placeholder that is not closed, or with signs in it that no name has'
    : null;
}

function textsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(textsIn) : [];
}

/** What only some alerts have, by names that nobody can know beforehand; a name with dots in it is one name. */
const freelyNamed = 'alert.labels.';

/**
 * Puts values in: a text that is one placeholder becomes the value as it is, elsewhere it becomes text. A name that no message
 * has fails, so that nobody is sent half a message; what this one only happens to lack (a label, a cause) is null, or nothing
 * within a text, so that nobody misses an alert for the want of a label.
 */
export function fillTemplate(template: string, values: TemplateValues): Filled {
  let missing: string | null = null;
  const lookUp = (path: string): unknown => {
    let current: unknown = values;
    for (const name of namesIn(path)) {
      if (current === null) return null;
      if (typeof current !== 'object' || !Object.hasOwn(current, name)) {
        const othersHaveIt = path.startsWith(freelyNamed) || (Array.isArray(current) && /^\d+$/.test(name));
        if (!othersHaveIt) missing ??= path;
        return null;
      }
      current = (current as Record<string, unknown>)[name];
    }
    return current;
  };
  const filled = (node: unknown): unknown => {
    if (typeof node === 'string') {
      const [, whole] = wholePlaceholder.exec(node) ?? [];
      if (whole !== undefined) return lookUp(whole) ?? null;
      return node.replaceAll(placeholder, (_, path: string) => textOf(lookUp(path)));
    }
    if (Array.isArray(node)) return node.map(filled);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, filled(value)]));
  };
  const body = JSON.stringify(filled(JSON.parse(template)));
  return missing === null
    ? { ok: true, body }
    : { ok: false, message: `the template names ${missing}, which no message has` };
}

function namesIn(path: string): string[] {
  return path.startsWith(freelyNamed) ? ['alert', 'labels', path.slice(freelyNamed.length)] : path.split('.');
}

/** Sentences follow each other; what has names in it stays JSON. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
