import { createRequire } from 'node:module';

const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'));

/** A library as electron-builder itself uses it: what it makes of a file is what counts. */
export function fromElectronBuilder<Library>(name: string): Library {
  return builder(name) as Library;
}
