import { inspect } from 'node:util';

/**
 * A secret that shows its slot wherever it is printed. A class, because only a private field stays out of JSON,
 * `inspect`, `structuredClone` and spreading; a closure-based object would expose `reveal` to all of these as well,
 * but could not name itself under `util.inspect`.
 */
export class Secret {
  readonly slot: string;
  readonly #value: string;

  constructor(slot: string, value: string) {
    this.slot = slot;
    this.#value = value;
  }

  /** The value itself: for quiet typing and for requests, never for a title, step, message or file. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return placeholder(this.slot);
  }

  toJSON(): string {
    return placeholder(this.slot);
  }

  [Symbol.toPrimitive](): string {
    return placeholder(this.slot);
  }

  [inspect.custom](): string {
    return placeholder(this.slot);
  }
}

/** What stands for a secret in text: its slot, and neither length, hash nor part of the value. */
export function placeholder(slot: string): string {
  return `[secret:${slot}]`;
}
