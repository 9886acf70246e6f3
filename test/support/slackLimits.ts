/** Slack's documented limits for a message, checked from the outside. Returns what is wrong, in Slack's words. */
export function slackComplaint(payload: unknown): string | null {
  if (!isObject(payload)) return 'invalid_payload';
  const { text, attachments, blocks } = payload;
  if (typeof text !== 'string' && attachments === undefined && blocks === undefined) return 'no_text';
  if (text === '' && asArray(attachments).length === 0 && asArray(blocks).length === 0) return 'no_text';
  if (typeof text === 'string' && text.length > 40_000) return 'msg_too_long';
  if (attachments !== undefined && !Array.isArray(attachments)) return 'invalid_attachments';
  const all: unknown[] = [...asArray(blocks)];
  for (const attachment of asArray(attachments)) {
    if (!isObject(attachment)) return 'invalid_attachments';
    if (typeof attachment.color !== 'string' || !/^#[0-9a-f]{6}$/i.test(attachment.color)) return 'invalid_attachments';
    all.push(...asArray(attachment.blocks));
  }
  if (all.length > 50) return 'invalid_blocks';
  if (!all.every(isBlock)) return 'invalid_blocks';
  return charactersOf(all) > 12_000 ? 'msg_blocks_too_long' : null;
}

/** Characters in all texts of the blocks together. */
export function charactersOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + charactersOf(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce((sum, [key, item]) => sum + (key === 'type' ? 0 : charactersOf(item)), 0);
}

function isBlock(block: unknown): boolean {
  if (!isObject(block)) return false;
  if (block.block_id !== undefined && !isString(block.block_id, 255)) return false;
  switch (block.type) {
    case 'header':
      return isPlain(block.text, 150);
    case 'section': {
      const fields = block.fields;
      if (fields === undefined) return isText(block.text, 3000);
      const fit = Array.isArray(fields) && fields.length >= 1 && fields.length <= 10;
      return fit && fields.every((field) => isText(field, 2000));
    }
    case 'context': {
      const elements = block.elements;
      const fit = Array.isArray(elements) && elements.length >= 1 && elements.length <= 10;
      return fit && elements.every((element) => isText(element, 3000));
    }
    case 'actions': {
      const elements = block.elements;
      const fit = Array.isArray(elements) && elements.length >= 1 && elements.length <= 25;
      return fit && elements.every((element) => isButton(element) || isSelect(element));
    }
    case 'divider':
      return true;
    default:
      return false;
  }
}

function isButton(element: unknown): boolean {
  if (!isObject(element) || element.type !== 'button' || !isPlain(element.text, 75)) return false;
  const { action_id, value, url, style } = element;
  if (!isString(action_id, 255) || (value !== undefined && !isString(value, 2000))) return false;
  return (
    (url === undefined || isString(url, 3000)) && (style === undefined || style === 'primary' || style === 'danger')
  );
}

function isSelect(element: unknown): boolean {
  if (!isObject(element) || element.type !== 'static_select' || !isPlain(element.placeholder, 150)) return false;
  const options = asArray(element.options);
  return (
    isString(element.action_id, 255) &&
    options.length >= 1 &&
    options.length <= 100 &&
    options.every((option) => isObject(option) && isPlain(option.text, 75) && isString(option.value, 150))
  );
}

function isPlain(text: unknown, limit: number): boolean {
  return isText(text, limit) && isObject(text) && text.type === 'plain_text';
}

function isText(text: unknown, limit: number): boolean {
  if (!isObject(text)) return false;
  const known = text.type === 'plain_text' || text.type === 'mrkdwn';
  return known && isString(text.text, limit);
}

const isString = (value: unknown, limit: number): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= limit;
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
