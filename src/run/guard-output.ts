import type { Scrub } from '../redaction/text.ts';

type Write = typeof process.stdout.write;

/**
 * Redacts whatever the tests of this worker print, before it leaves the process. Text is redacted chunk by chunk;
 * bytes are taken as UTF-8. Returns the way back.
 */
export function guardOutput(scrub: Scrub): () => void {
  const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));
  for (const { stream, write } of streams) stream.write = guarded(write.bind(stream), scrub);
  return () => {
    for (const { stream, write } of streams) stream.write = write;
  };
}

function guarded(write: Write, scrub: Scrub): Write {
  // The overloads of `write` differ only in what follows the chunk, which is passed on as it came.
  return ((chunk: string | Uint8Array, ...rest: []) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
    return write(scrub(text), ...rest);
  }) as Write;
}
