import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { TestInfo } from '@playwright/test';
import { Problem } from '../problem.ts';
import { isPictured, scrubbedBytes } from '../redaction/attached-text.ts';
import type { Scrub } from '../redaction/text.ts';
import { isOwnPicture } from './own-pictures.ts';

type Options = NonNullable<Parameters<TestInfo['attach']>[1]>;

/** Content types of texts that lose their file name when they are attached redacted. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.json': 'application/json',
  '.md': 'text/markdown',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
};

/**
 * Redacts what a test attaches before Playwright copies it or makes a file name of it: the name, and every text by body or
 * path, whatever its content type. A picture that the `evidence` fixture did not take is refused, for none can be searched.
 */
export function guardAttachments(testInfo: Pick<TestInfo, 'attach'>, scrub: Scrub): void {
  const attach = testInfo.attach.bind(testInfo);
  testInfo.attach = async (name, options = {}) => {
    const clean = scrub(name);
    await attach(clean, await redacted(clean, options, scrub));
  };
}

async function redacted(name: string, options: Options, scrub: Scrub): Promise<Options> {
  const bytes = await bytesOf(options);
  if (!bytes) return options;
  const { path, body, contentType = path === undefined ? typeOf(body) : TYPES[extname(path)] } = options;
  const attached = { bytes, contentType };
  if (isPictured(attached) && !isOwnPicture(bytes)) throw foreignPicture(name);
  const clean = scrubbedBytes(attached, scrub);
  return clean ? { body: clean, contentType: contentType ?? 'text/plain' } : options;
}

const typeOf = (body: Options['body']): string | undefined => (typeof body === 'string' ? 'text/plain' : undefined);

/** What is neither body nor readable file is for Playwright to complain about. */
async function bytesOf({ body, path }: Options): Promise<Buffer | undefined> {
  if (body !== undefined) return Buffer.from(body);
  return path === undefined ? undefined : await readFile(path).catch(() => undefined);
}

function foreignPicture(name: string): Problem {
  return new Problem({
    code: 'unsafe-capture',
    what: `the attachment "${name}" is a picture that may show secrets: no picture can be redacted afterwards`,
    expected: 'texts, and pictures taken by the fixture "evidence"',
    next: `Replace page.screenshot() and the attaching by: await evidence('what the page shows').`,
  });
}
