import { fileURLToPath } from 'node:url';
import { build, type InlineConfig, parseAst, type Rolldown } from 'vite';

const configFile = fileURLToPath(new URL('../../../vite.desktop.config.ts', import.meta.url));

export interface Bundle {
  file: string;
  code: string;
  /** Names of the packages whose code is in it. */
  packages: string[];
}

/** Bundles as `npm run build` does, into a folder of the test's own; all files that come of it. */
export async function buildBundle(mode: 'main' | 'preload', outDir: string, entry?: string): Promise<Bundle[]> {
  const config: InlineConfig = {
    configFile,
    mode,
    logLevel: 'silent',
    build: { outDir, ...(entry === undefined ? {} : { ssr: entry }) },
  };
  const result = (await build(config)) as Rolldown.RolldownOutput;
  return result.output.map((file) => {
    if (file.type !== 'chunk') return { file: file.fileName, code: '', packages: [] };
    const packages = file.moduleIds.flatMap((id) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ?? []);
    return { file: file.fileName, code: file.code, packages: [...new Set(packages)].sort() };
  });
}

/** Every module that a bundle asks the platform for, by `import`, `import()` or `require`; `?` where it is computed. */
export function modulesAskedFor(code: string): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, source, callee, arguments: args } = node as Record<string, unknown>;
    if (type === 'ImportDeclaration' || type === 'ExportAllDeclaration' || type === 'ImportExpression') {
      found.add(literal(source));
    }
    if (type === 'ExportNamedDeclaration' && source) found.add(literal(source));
    if (type === 'CallExpression' && isRequire(callee)) found.add(literal((args as unknown[])[0]));
    for (const child of Object.values(node)) visit(child);
  };
  visit(parseAst(code));
  return [...found].sort();
}

/** `require` itself, and the name that the bundler gives to one it made. */
function isRequire(callee: unknown): boolean {
  const name = (callee as { name?: unknown } | null)?.name;
  return name === 'require' || name === '__require';
}

function literal(node: unknown): string {
  const value = (node as { value?: unknown } | null)?.value;
  return typeof value === 'string' ? value : '?';
}
