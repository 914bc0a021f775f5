import { StringDecoder } from 'node:string_decoder';
import type { Scrub } from '../redaction/text.ts';

type Write = typeof process.stdout.write;
type Done = (error?: Error | null) => void;

/** What has to happen at the end of a test: a line that is not finished is written all the same. */
export interface GuardedOutput {
  end(): void;
}

/** Longer unfinished lines are written up to their last stretch, in which a value may have begun. */
const HELD_MAX = 64 * 1024;
const HELD_TAIL = 1024;

/**
 * Redacts whatever the tests of this worker print, before it leaves the process. A line is held back until it is finished,
 * for a value may come in two writes; bytes are taken as UTF-8. It lasts as long as the process: reports of a failed test
 * come after every fixture is gone.
 */
export function guardOutput(scrub: Scrub): GuardedOutput {
  const ends = [process.stdout, process.stderr].map((stream) => guardStream(stream, scrub));
  const end = (): void => {
    for (const one of ends) one();
  };
  process.on('exit', end);
  return { end };
}

function guardStream(stream: NodeJS.WriteStream, scrub: Scrub): () => void {
  const write = stream.write.bind(stream);
  const lines = heldLines(scrub);
  const pass = (text: string, done?: Done): boolean => {
    if (text !== '') return write(text, done);
    if (done) process.nextTick(done);
    return true;
  };
  // The overloads of `write` differ in whether an encoding comes before the callback.
  stream.write = ((chunk: string | Uint8Array, ...rest: (BufferEncoding | Done | undefined)[]) => {
    const encoding = rest.find((one) => typeof one === 'string');
    const done = rest.find((one) => typeof one === 'function');
    return pass(lines.take(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk), done);
  }) as Write;
  return () => void pass(lines.end());
}

/** Gives finished lines, redacted, and keeps the rest. */
function heldLines(scrub: Scrub): { take(bytes: Uint8Array): string; end(): string } {
  const decoder = new StringDecoder('utf8');
  let held = '';
  const giveUpTo = (cut: number): string => {
    const [ready, rest] = splitClean(held, cut, scrub);
    held = rest;
    return ready;
  };
  return {
    take(bytes) {
      held += decoder.write(Buffer.from(bytes));
      const cut = held.length > HELD_MAX ? held.length - HELD_TAIL : held.lastIndexOf('\n') + 1;
      return giveUpTo(cut);
    },
    end() {
      held += decoder.end();
      return giveUpTo(held.length);
    },
  };
}

/** What may be written, and what is kept. A value on both sides of the cut is written whole, redacted. */
function splitClean(held: string, cut: number, scrub: Scrub): [ready: string, rest: string] {
  if (cut === 0) return ['', held];
  const ready = scrub(held.slice(0, cut));
  const rest = held.slice(cut);
  if (rest === '') return [ready, ''];
  const whole = scrub(held);
  return whole === ready + scrub(rest) ? [ready, rest] : [whole, ''];
}
