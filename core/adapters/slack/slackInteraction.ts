import { FeedbackLabel } from '../../../shared/learning/feedback.ts';

/** The names of our button and our choice; whatever else a workspace sends is not ours. */
export const acknowledgeAction = 'watchkeeper_acknowledge';
export const feedbackAction = 'watchkeeper_feedback';

/** Somebody pressed our button, or chose what the alert was. */
export interface ButtonPress {
  alertId: string;
  /** What it was; null: they have it. */
  label: FeedbackLabel | null;
  /** Slack's id of the person, and the name that came along. */
  userId: string;
  userName: string;
  /** Where the button stands, by id; null: not said. */
  channel: string | null;
}

const alertId = /^[\w.:-]{1,100}$/;
const slackId = /^[A-Z0-9]{2,40}$/;
const nameLength = 80;
/** Slack's own limit for the value of an option. */
const choiceLength = 150;

/** What an interaction asks of us; null for anything that is not a press of our button. */
export function buttonPressOf(body: unknown): ButtonPress | null {
  const { type, actions, user, channel } = asObject(body);
  if (type !== 'block_actions' || !Array.isArray(actions)) return null;
  const asked = actions
    .map(asObject)
    .map(askedBy)
    .find((each) => each !== null);
  const { id, name, username } = asObject(user);
  if (!asked) return null;
  if (typeof id !== 'string' || !slackId.test(id)) return null;
  const { id: channelId } = asObject(channel);
  return {
    ...asked,
    userId: id,
    userName: personName(username) ?? personName(name) ?? id,
    channel: typeof channelId === 'string' && slackId.test(channelId) ? channelId : null,
  };
}

/** The value of a choice; see `feedbackAction`. */
export const choiceOf = (label: FeedbackLabel, alert: string): string => `${label} ${alert}`;

function askedBy({ action_id, value, selected_option }: Record<string, unknown>) {
  if (action_id === acknowledgeAction) {
    return typeof value === 'string' && alertId.test(value) ? { alertId: value, label: null } : null;
  }
  const { value: chosen } = asObject(selected_option);
  if (action_id !== feedbackAction || typeof chosen !== 'string' || chosen.length > choiceLength) return null;
  const [word, alert = ''] = chosen.split(' ');
  const label = FeedbackLabel.safeParse(word);
  return label.success && alertId.test(alert) ? { alertId: alert, label: label.data } : null;
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
