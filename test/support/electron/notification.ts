import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { ActivationArguments, NotificationAction, NotificationConstructorOptions } from 'electron';
import { anEvent } from './event.ts';
import { needReady, onlyOn, onReset, world } from './world.ts';

/** What a person sees of a notification. */
export interface NotificationView {
  id: string;
  title: string;
  subtitle: string;
  body: string;
  /** Labels of its buttons. */
  actions: string[];
  silent: boolean;
  sound: string;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  groupId: string;
}

interface Delivered {
  view: NotificationView;
  /** Weak, because Electron's is: the events of an object that nobody holds are lost with it. */
  object: WeakRef<Notification>;
}

/** Most units that an id or a group's id may have; Windows' limit, which the constructor enforces everywhere. */
const longestId = 64;

const delivered = new Map<string, Delivered>();
const everything: NotificationView[] = [];
let supported = true;
let failure: string | null = null;
let activationHandler: ((details: ActivationArguments) => void) | null = null;
let activationsBefore: ActivationArguments[] = [];
let closeIsTold = true;
onReset(() => {
  delivered.clear();
  everything.length = 0;
  supported = true;
  failure = null;
  activationHandler = null;
  activationsBefore = [];
  closeIsTold = true;
});

type Implemented = Pick<
  Electron.Notification,
  | 'actions'
  | 'body'
  | 'close'
  | 'closeButtonText'
  | 'groupId'
  | 'groupTitle'
  | 'hasReply'
  | 'id'
  | 'replyPlaceholder'
  | 'show'
  | 'silent'
  | 'sound'
  | 'subtitle'
  | 'timeoutType'
  | 'title'
  | 'toastXml'
  | 'urgency'
>;

export class Notification extends EventEmitter implements Implemented {
  readonly id: string;
  readonly groupId: string;
  readonly groupTitle: string;
  title: string;
  subtitle: string;
  body: string;
  silent: boolean;
  sound: string;
  urgency: 'normal' | 'critical' | 'low';
  timeoutType: 'default' | 'never';
  actions: NotificationAction[];
  closeButtonText: string;
  hasReply: boolean;
  replyPlaceholder: string;
  toastXml: string;

  constructor(options: NotificationConstructorOptions = {}) {
    needReady('Notification');
    super();
    if (options.id !== undefined && options.id.length > longestId)
      throw new TypeError(`Notification id must be at most ${longestId} UTF-16 code units`);
    if (options.groupId !== undefined && options.groupId.length > longestId)
      throw new TypeError(`Notification groupId must be at most ${longestId} UTF-16 code units`);
    if (options.groupTitle && !options.groupId)
      throw new TypeError('Notification groupTitle cannot be set without a groupId');
    this.id = options.id || randomUUID();
    this.groupId = options.groupId ?? '';
    this.groupTitle = options.groupTitle ?? '';
    this.title = options.title ?? '';
    this.subtitle = options.subtitle ?? '';
    this.body = options.body ?? '';
    this.silent = options.silent ?? false;
    this.sound = options.sound ?? '';
    this.urgency = options.urgency ?? 'normal';
    this.timeoutType = options.timeoutType ?? 'default';
    this.actions = [...(options.actions ?? [])];
    this.closeButtonText = options.closeButtonText ?? '';
    this.hasReply = options.hasReply ?? false;
    this.replyPlaceholder = options.replyPlaceholder ?? '';
    this.toastXml = options.toastXml ?? '';
  }

  static isSupported(): boolean {
    return supported;
  }

  static handleActivation(callback: (details: ActivationArguments) => void): void {
    onlyOn('Notification.handleActivation', 'win32');
    activationHandler = callback;
    for (const details of activationsBefore.splice(0)) callback(details);
  }

  static async getHistory(): Promise<Notification[]> {
    onlyOn('Notification.getHistory', 'darwin');
    return [...delivered.values()].map(({ view, object }) => {
      const { id, groupId, title, subtitle, body } = view;
      return object.deref() ?? new Notification({ id, groupId, title, subtitle, body });
    });
  }

  static remove(ids: string | string[]): void {
    onlyOn('Notification.remove', 'darwin');
    for (const id of [ids].flat()) delivered.delete(id);
  }

  static removeAll(): void {
    onlyOn('Notification.removeAll', 'darwin');
    delivered.clear();
  }

  static removeGroup(groupId: string): void {
    onlyOn('Notification.removeGroup', 'darwin');
    for (const [id, { view }] of delivered) if (view.groupId === groupId) delivered.delete(id);
  }

  show(): void {
    if (failure !== null) {
      const error = failure;
      // The event is macOS' and Windows'; a Linux without a notification server shows nothing and says nothing.
      if (world.platform !== 'linux') queueMicrotask(() => this.emit('failed', anEvent(), error));
      return;
    }
    const view = viewOf(this);
    delivered.delete(this.id);
    delivered.set(this.id, { view, object: new WeakRef(this) });
    everything.push(view);
    queueMicrotask(() => this.emit('show', anEvent()));
  }

  close(): void {
    if (!delivered.delete(this.id)) return;
    if (closeIsTold) queueMicrotask(() => this.emit('close', anEvent({ reason: 'applicationHidden' as const })));
  }
}

function viewOf(notification: Notification): NotificationView {
  const { id, groupId, title, subtitle, body, silent, sound, urgency, timeoutType, actions } = notification;
  return {
    id,
    groupId,
    title,
    subtitle,
    body,
    silent,
    sound,
    urgency,
    timeoutType,
    actions: actions.map((action) => action.text ?? ''),
  };
}

/** What is shown now, oldest first. */
export function shownNotifications(): NotificationView[] {
  return [...delivered.values()].map(({ view }) => view);
}

/** Everything that was ever shown, oldest first. */
export function allNotifications(): NotificationView[] {
  return [...everything];
}

export function setNotificationSupport(value: boolean): void {
  supported = value;
}

/** From now on nothing is shown: unsigned (macOS), no permission, no server. `null` ends it. */
export function setNotificationFailure(error: string | null): void {
  failure = error;
}

/** Whether systems say that a notification was closed; Electron guarantees it nowhere. */
export function setCloseIsTold(told: boolean): void {
  closeIsTold = told;
}

/** A person's hand on a shown notification. Gives false when nobody in the application holds the object any more. */
export function touch(id: string, what: 'click' | 'dismiss' | { action: number }): boolean {
  const found = delivered.get(id);
  if (!found) throw new Error(`No notification "${id}" is shown, but: ${[...delivered.keys()].join(', ') || 'none'}`);
  const object = found.object.deref();
  if (what === 'dismiss') {
    delivered.delete(id);
    if (closeIsTold) object?.emit('close', anEvent({ reason: 'userCanceled' as const }));
    return object !== undefined;
  }
  if (typeof what === 'object' && found.view.actions[what.action] === undefined)
    throw new Error(`The notification has no button ${what.action}, but: ${found.view.actions.join(', ') || 'none'}`);
  // Windows and macOS take it away with the click; so do the servers of Linux, unless it is resident.
  delivered.delete(id);
  activate(
    what === 'click'
      ? { type: 'click', arguments: `type=click&tag=${id}` }
      : { type: 'action', arguments: `type=action&action=${what.action}&tag=${id}`, actionIndex: what.action },
  );
  if (what === 'click') object?.emit('click', anEvent());
  else object?.emit('action', anEvent({ actionIndex: what.action, selectionIndex: -1 }), what.action, -1);
  return object !== undefined;
}

/** Windows tells the application of a toast that was clicked even when it did not run then. */
export function activate(details: ActivationArguments): void {
  if (world.platform !== 'win32') return;
  if (activationHandler) activationHandler(details);
  else activationsBefore.push(details);
}
