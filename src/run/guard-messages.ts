import { type Attached, isPictured, scrubbedBytes } from '../redaction/attached-text.ts';
import type { Scrub } from '../redaction/text.ts';
import { attachedFile } from './attached-file.ts';
import { isOwnPicture } from './own-pictures.ts';
import { type Told, withheldPicture } from './withheld-picture.ts';

type Send = NonNullable<typeof process.send>;

/** What of a message tells where something is, not what it says. */
const STRUCTURAL: ReadonlySet<string> = new Set(['body', 'file', 'id', 'location', 'path', 'stepId', 'testId']);

/**
 * Redacts whatever this worker tells its runner: titles and parameters of steps, errors, annotations, output. Here, and
 * only here, values that came up during the test are known (an enrolled key, a code), before a report streams them to
 * disk. Uses `process.send` of Node, and lasts as long as the process: a failed test is told when every fixture is gone.
 */
export function guardMessages(scrub: Scrub): void {
  const { send } = process;
  if (!send) return;
  const guarded: Send = (message, ...rest) =>
    Reflect.apply(send, process, [isEvent(message) ? scrubDeep(message, scrub) : message, ...rest]);
  process.send = guarded;
}

/** Events are what reports are made of; other messages keep the processes together and must arrive as they are. */
function isEvent(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'method' in message && message.method === '__dispatch__';
}

/** A copy in which every text is scrubbed; the original stays what the worker goes on working with. */
export function scrubDeep(value: unknown, scrub: Scrub): unknown {
  if (typeof value === 'string') return scrub(value);
  if (Array.isArray(value)) return value.map((entry) => scrubDeep(entry, scrub));
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => [
    name,
    STRUCTURAL.has(name) ? field : scrubDeep(field, scrub),
  ]);
  return { ...Object.fromEntries(fields), ...attachedBody(value, scrub), ...attachedFile(value, scrub) };
}

/** The body of an attachment travels as Base64. */
function attachedBody(value: object, scrub: Scrub): Told {
  const { body, contentType }: { body?: unknown; contentType?: unknown } = value;
  if (typeof body !== 'string' || typeof contentType !== 'string') return {};
  const attached: Attached = { bytes: Buffer.from(body, 'base64'), contentType };
  if (isPictured(attached) && !isOwnPicture(attached.bytes)) return withheldPicture();
  const clean = scrubbedBytes(attached, scrub);
  return clean ? { body: clean.toString('base64') } : {};
}
