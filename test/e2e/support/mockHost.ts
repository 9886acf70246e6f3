import { type RunningProgram, startProgram } from './process.ts';

export interface MockHost {
  program: RunningProgram;
  url: string;
}

/** A host that is only told, for conditions that are rare in life; the states are those of `test/support/mockWorld.ts`. */
export async function startMockHost(state: string, extra: string[] = []): Promise<MockHost> {
  const program = startProgram('test/support/mockApi.ts', ['--port', '0', '--state', state, ...extra]);
  const [url] = await program.said(/http:\S+/);
  return { program, url };
}
