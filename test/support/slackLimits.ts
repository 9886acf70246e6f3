/** Slack's documented limits for a webhook payload, checked from the outside. Returns what is wrong, in Slack's words. */
export function slackComplaint(payload: unknown): string | null {
  if (!isObject(payload)) return 'invalid_payload';
  const { text, attachments, blocks } = payload;
  if (typeof text !== 'string' && attachments === undefined && blocks === undefined) return 'no_text';
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
  switch (block.type) {
    case 'header':
      return isText(block.text, 150) && isObject(block.text) && block.text.type === 'plain_text';
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
    case 'divider':
      return true;
    default:
      return false;
  }
}

function isText(text: unknown, limit: number): boolean {
  if (!isObject(text) || typeof text.text !== 'string') return false;
  const known = text.type === 'plain_text' || text.type === 'mrkdwn';
  return known && text.text.length >= 1 && text.text.length <= limit;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
