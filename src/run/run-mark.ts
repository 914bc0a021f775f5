import { createHash } from 'node:crypto';

const PREFIX = 'flowproof-run-';

/**
 * Marks a run by its key, without telling it: an entry for the metadata of the Playwright config, which blob reports
 * carry and merging unites. So a merge sees whether it holds the key of every shard.
 */
export function runMark(key: Uint8Array): Readonly<Record<string, true>> {
  const digest = createHash('sha256').update('flowproof/1/run-mark/').update(key).digest('hex');
  return { [`${PREFIX}${digest.slice(0, 16)}`]: true };
}

/** Whether all marked runs in this metadata were made with this key, and there is one. */
export function isKeyOfAll(metadata: Readonly<Record<string, unknown>>, key: Uint8Array): boolean {
  const marks = Object.keys(metadata).filter((name) => name.startsWith(PREFIX));
  return marks.length > 0 && marks.every((mark) => Object.hasOwn(runMark(key), mark));
}
