import type { Scrub } from '../redaction/text.ts';

type Write = typeof process.stdout.write;

/**
 * Redacts whatever the tests of this worker print, before it leaves the process. Text is redacted chunk by chunk;
 * bytes are taken as UTF-8. It lasts as long as the process: reports of a failed test come after every fixture is gone.
 */
export function guardOutput(scrub: Scrub): void {
  for (const stream of [process.stdout, process.stderr]) stream.write = guarded(stream.write.bind(stream), scrub);
}

function guarded(write: Write, scrub: Scrub): Write {
  // The overloads of `write` differ only in what follows the chunk, which is passed on as it came.
  return ((chunk: string | Uint8Array, ...rest: []) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return write(scrub(text), ...rest);
  }) as Write;
}
