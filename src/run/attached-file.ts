import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isPictured, scrubbedBytes } from '../redaction/attached-text.ts';
import type { Scrub } from '../redaction/text.ts';
import { isOwnPicture } from './own-pictures.ts';
import { type Told, withheldPicture } from './withheld-picture.ts';

/** A copy that Playwright made of an attached file: its name is made of the attachment's. */
const COPY = /[/\\]attachments[/\\][^/\\]*-[0-9a-f]{40}(\.[^/\\.]*)?$/;

/**
 * What is told of an attachment by path. Copies that Playwright made are redacted where they lie, in name and text; of a
 * file of the test's own a redacted text is told instead, and the file is left alone.
 */
export function attachedFile(value: object, scrub: Scrub): Told {
  const { path, contentType }: { path?: unknown; contentType?: unknown } = value;
  if (typeof path !== 'string' || typeof contentType !== 'string') return {};
  const bytes = contentOf(path);
  if (!bytes) return {};
  const attached = { bytes, contentType };
  if (isPictured(attached) && !isOwnPicture(bytes)) return withoutPicture(path);
  const clean = scrubbedBytes(attached, scrub);
  if (COPY.test(path)) return redactedCopy(path, clean, scrub);
  return clean ? { path: undefined, body: clean.toString('base64') } : {};
}

/** A picture that a test, or Playwright's comparison of pictures, made is its own file: only a copy of it is removed. */
function withoutPicture(path: string): Told {
  if (COPY.test(path)) rmSync(path);
  return { path: undefined, ...withheldPicture() };
}

function redactedCopy(path: string, clean: Buffer | undefined, scrub: Scrub): Told {
  if (clean) writeFileSync(path, clean);
  const name = scrub(basename(path));
  if (name === basename(path)) return {};
  const renamed = join(dirname(path), name.replace(/[^\w.-]+/g, '-'));
  renameSync(path, renamed);
  return { path: renamed };
}

function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
