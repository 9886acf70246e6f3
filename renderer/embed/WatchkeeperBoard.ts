import { isEditing } from '../features/shell/hotkeys.ts';
import { boardAttributes, readBoardOptions } from './boardOptions.ts';
import { createConnections } from './connections.ts';
import { type MountedBoard, mountBoard } from './mountBoard.tsx';
import { openConnection } from './openConnection.ts';
import { boardStyles } from './shadowStyles.ts';

/** As long as a page may take to put an element that it took out in again, elsewhere. */
const movingMs = 500;
const connections = createConnections(openConnection);

/** `<watchkeeper-board host token view theme density>`: the board inside any page. Nothing of it, styles or keys, gets out. */
export class WatchkeeperBoard extends HTMLElement {
  static observedAttributes = boardAttributes;

  readonly #root = this.attachShadow({ mode: 'open' });
  #board: MountedBoard | null = null;
  #leaving: ReturnType<typeof setTimeout> | undefined;
  #changed = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [boardStyles()];
    for (const kind of ['keydown', 'keypress', 'keyup']) this.addEventListener(kind, keepWhatIsTyped);
  }

  connectedCallback(): void {
    clearTimeout(this.#leaving);
    this.#board ??= mountBoard(this.#root, connections);
    this.#show();
  }

  disconnectedCallback(): void {
    this.#leaving = setTimeout(() => {
      this.#board?.unmount();
      this.#board = null;
    }, movingMs);
  }

  attributeChangedCallback(): void {
    // A page that changes host and token changes them one after the other; half of a change is none.
    if (this.#changed) return;
    this.#changed = true;
    queueMicrotask(() => {
      this.#changed = false;
      this.#show();
    });
  }

  #show(): void {
    this.#board?.show(readBoardOptions((name) => this.getAttribute(name), import.meta.url));
  }
}

/** What is typed into a field here, or means something here, is not for the keys of the page around. */
function keepWhatIsTyped(event: Event): void {
  if (!(event instanceof KeyboardEvent) || event.key.length > 1) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.defaultPrevented || isEditing(event.composedPath()[0] ?? null)) event.stopPropagation();
}
