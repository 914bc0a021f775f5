import * as crypto from 'node:crypto';
import { Problem } from '../../problem.ts';

export type OidcLibrary = typeof import('oidc-provider');

const RUNTIME_WARNING = 'Unsupported runtime.';

/** What the library calls at run time and Node 20 got late: their presence decides, not a version number. */
const NEEDED: readonly (readonly [name: string, present: () => boolean])[] = [
  ['URL.parse', () => 'parse' in URL],
  ['crypto.hash', () => 'hash' in crypto],
];

/**
 * Loads the protocol library. Its index file warns on every Node line older than 22 without looking for what it needs;
 * that one line is dropped because the needed functions are checked here. Throws `runtime-missing` when one is absent.
 */
export async function loadOidcProvider(): Promise<OidcLibrary> {
  const absent = NEEDED.filter(([, present]) => !present()).map(([name]) => name);
  if (absent.length > 0) throw tooOld(absent);
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!words.some((word) => typeof word === 'string' && word.includes(RUNTIME_WARNING))) warn(...words);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

function tooOld(absent: readonly string[]): Problem {
  return new Problem({
    code: 'runtime-missing',
    what: `this Node has no ${absent.join(' and no ')}`,
    expected: 'Node 20.19 or newer',
    next: 'update Node, or run the journey on a real Keycloak',
  });
}
