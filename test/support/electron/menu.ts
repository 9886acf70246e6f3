import { EventEmitter } from 'node:events';
import type { MenuItemConstructorOptions } from 'electron';
import { onReset } from './world.ts';

type ItemType = NonNullable<MenuItemConstructorOptions['type']>;

/** What a person sees of a menu. */
export interface MenuEntry {
  label: string;
  enabled: boolean;
  type: ItemType;
  checked: boolean;
  role?: string;
  submenu?: MenuEntry[];
}

type ImplementedItem = Pick<
  Electron.MenuItem,
  | 'checked'
  | 'click'
  | 'enabled'
  | 'icon'
  | 'id'
  | 'label'
  | 'role'
  | 'sublabel'
  | 'submenu'
  | 'toolTip'
  | 'type'
  | 'visible'
  | 'accelerator'
  | 'menu'
  | 'commandId'
>;

const kinds: ItemType[] = ['normal', 'separator', 'submenu', 'checkbox', 'radio', 'header', 'palette'];
let nextCommand = 1;

export class MenuItem implements ImplementedItem {
  readonly label: string;
  readonly type: ItemType;
  readonly id: string;
  readonly sublabel: string;
  readonly toolTip: string;
  readonly accelerator: string | null;
  readonly commandId = nextCommand++;
  readonly click: (event?: unknown, window?: unknown) => void;
  readonly submenu?: Electron.Menu;
  readonly icon?: Electron.NativeImage | string;
  readonly role?: NonNullable<Electron.MenuItem['role']>;
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  menu = null as unknown as Electron.Menu;

  constructor(options: MenuItemConstructorOptions) {
    if (options.label === undefined && options.role === undefined && options.type === undefined)
      throw new Error('Invalid template for MenuItem: must have at least one of label, role or type');
    const type = options.type ?? (options.submenu ? 'submenu' : 'normal');
    if (!kinds.includes(type)) throw new Error(`Unknown menu item type: ${type}`);
    if (type === 'submenu' && !options.submenu) throw new Error('Invalid submenu');
    if (options.icon !== undefined && typeof options.icon !== 'string' && options.icon.isEmpty === undefined)
      throw new TypeError('Invalid icon of a menu item');
    this.type = type;
    this.label = options.label ?? options.role ?? '';
    this.id = options.id ?? '';
    this.sublabel = options.sublabel ?? '';
    this.toolTip = options.toolTip ?? '';
    this.accelerator = options.accelerator ?? null;
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    if (options.icon !== undefined) this.icon = options.icon;
    if (options.role !== undefined) this.role = options.role as NonNullable<Electron.MenuItem['role']>;
    if (options.submenu)
      this.submenu = (
        Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : options.submenu
      ) as Electron.Menu;
    this.click = (event, window) => {
      if (!this.enabled) return;
      // A role that does something itself never calls `click`.
      if (this.role && rolesThatAct.has(this.role)) return roleActions.get(this.role)?.();
      if (this.type === 'checkbox') this.checked = !this.checked;
      if (this.type === 'radio') this.checked = true;
      options.click?.(
        this as unknown as Electron.MenuItem,
        window as Electron.BaseWindow | undefined,
        (event ?? {}) as Electron.KeyboardEvent,
      );
    };
  }
}

const rolesThatAct = new Set<string>(['quit', 'hide', 'close', 'minimize', 'reload', 'copy', 'paste', 'cut', 'undo']);
/** Filled by the parts that can do them. */
export const roleActions = new Map<string, () => void>();

type ImplementedMenu = Pick<Electron.Menu, 'append' | 'closePopup' | 'getMenuItemById' | 'insert' | 'items' | 'popup'>;

export class Menu extends EventEmitter implements ImplementedMenu {
  items: Electron.MenuItem[] = [];

  static buildFromTemplate(template: readonly (MenuItemConstructorOptions | MenuItem)[]): Electron.Menu {
    if (!Array.isArray(template)) throw new TypeError('Invalid template for Menu: Menu template must be an array');
    const menu = new Menu();
    for (const item of template)
      menu.append((item instanceof MenuItem ? item : new MenuItem(item)) as unknown as Electron.MenuItem);
    return menu as unknown as Electron.Menu;
  }

  static getApplicationMenu(): Electron.Menu | null {
    return applicationMenu;
  }

  static setApplicationMenu(menu: Electron.Menu | null): void {
    applicationMenu = menu;
  }

  append(item: Electron.MenuItem): void {
    this.insert(this.items.length, item);
  }

  insert(position: number, item: Electron.MenuItem): void {
    if (!(item instanceof MenuItem)) throw new TypeError('Invalid item');
    item.menu = this as unknown as Electron.Menu;
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const below = item.submenu?.getMenuItemById(id);
      if (below) return below;
    }
    return null;
  }

  popup(): void {
    this.emit('menu-will-show');
  }

  closePopup(): void {
    this.emit('menu-will-close');
  }
}

let applicationMenu: Electron.Menu | null = null;
onReset(() => {
  applicationMenu = null;
});

/** The menu as it would be drawn now: what is invisible is left out. */
export function entriesOf(menu: Electron.Menu): MenuEntry[] {
  return menu.items
    .filter((item) => item.visible)
    .map((item) => ({
      label: item.label,
      enabled: item.enabled,
      type: item.type,
      checked: item.checked,
      ...(item.role ? { role: item.role } : {}),
      ...(item.submenu ? { submenu: entriesOf(item.submenu) } : {}),
    }));
}

/** Chooses an entry by the labels that lead to it; a person can only choose what is shown and enabled. */
export function choose(menu: Electron.Menu, path: readonly string[]): void {
  const [label, ...rest] = path;
  const item = menu.items.find((one) => one.visible && one.label === label);
  if (!item) throw new Error(`The menu has no "${label}", but: ${menu.items.map((one) => one.label).join(', ')}`);
  if (!item.enabled) throw new Error(`"${label}" is greyed out.`);
  if (rest.length === 0) item.click();
  else if (item.submenu) choose(item.submenu, rest);
  else throw new Error(`"${label}" opens no further menu.`);
}
