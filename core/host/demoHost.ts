import type { DemoState } from '../../shared/demo.ts';
import type { DemoPort } from '../api/hostPorts.ts';
import type { SettingOverride } from '../settings/readEnvironment.ts';
import type { Notice } from '../settings/settingsStorage.ts';
import type { DemoPlace } from '../watch/assembleWatch.ts';

type ReadyPlace = Extract<DemoPlace, { ready: true }>;

/** The simulated shop beside a host, from before it is open until it is closed. */
export interface DemoHost extends DemoPort {
  /** Resolves when the shop is open, or with what kept it from opening. Never rejects. */
  open(): Promise<
    { ok: true; place: Omit<ReadyPlace, 'ready'>; overrides: SettingOverride[] } | { ok: false; message: string }
  >;
  /** What it is doing until the shop is open; null from then on. */
  opening(): string | null;
  notices(): Notice[];
  /** Of what only the demo runs on. */
  versions(): Record<string, string>;
  close(): Promise<void>;
}

/** What a demo tells its host. */
export interface DemoEvents {
  onChange(state: DemoState): void;
  /** Its ClickHouse had gone and is there again. */
  onReturn(): void;
}
