/** The name of our button; whatever else a workspace sends is not ours. */
export const acknowledgeAction = 'watchkeeper_acknowledge';

/** Somebody pressed our button. */
export interface ButtonPress {
  alertId: string;
  /** Slack's id of the person, and the name that came along. */
  userId: string;
  userName: string;
  /** Where the button stands, by id; null: not said. */
  channel: string | null;
}

const alertId = /^[\w.:-]{1,100}$/;
const slackId = /^[A-Z0-9]{2,40}$/;
const nameLength = 80;

/** What an interaction asks of us; null for anything that is not a press of our button. */
export function buttonPressOf(body: unknown): ButtonPress | null {
  const { type, actions, user, channel } = asObject(body);
  if (type !== 'block_actions' || !Array.isArray(actions)) return null;
  const action = actions.map(asObject).find(({ action_id }) => action_id === acknowledgeAction);
  const { id, name, username } = asObject(user);
  if (typeof action?.value !== 'string' || !alertId.test(action.value)) return null;
  if (typeof id !== 'string' || !slackId.test(id)) return null;
  const { id: channelId } = asObject(channel);
  return {
    alertId: action.value,
    userId: id,
    userName: personName(username) ?? personName(name) ?? id,
    channel: typeof channelId === 'string' && slackId.test(channelId) ? channelId : null,
  };
}

/** As people know each other in Slack, from the answer to users.info; null where it says nothing of use. */
export function displayNameOf(answer: Record<string, unknown>): string | null {
  const { profile, real_name, name } = asObject(answer.user);
  const { display_name, real_name: full } = asObject(profile);
  return personName(display_name) ?? personName(full) ?? personName(real_name) ?? personName(name);
}

/** One line of plain characters; the board shows it as it is, so nothing is escaped. */
function personName(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const name = value
    .slice(0, 1000)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\s]+/gu, ' ')
    .trim();
  return name === '' ? null : [...name].slice(0, nameLength).join('');
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
