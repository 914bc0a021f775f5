import { readFileSync } from 'node:fs';

/** The bytes of an attachment that Playwright stored as a file; undefined when the file is gone. */
export function readAttachment(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
