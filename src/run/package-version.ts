import { createRequire } from 'node:module';

/** The version of this package; resolved by its own name, so that it is found in source and as shipped. */
export function packageVersion(): string {
  const { version }: { version: string } = createRequire(import.meta.url)('flowproof/package.json');
  return version;
}
