import { createHash } from 'node:crypto';
import { base32 } from './base32.ts';
import { isOtp, readings, squeeze } from './fold.ts';

/** One way in which a value can stand in a text, as comparable characters. */
export interface Variant {
  readonly text: string;
  /** Must not stand inside a longer run of letters and digits: a one-time code is an ordinary number otherwise. */
  readonly whole: boolean;
  /** Characters next to it may hold bits of the value: the ends of a Base64 group. */
  readonly frayed: boolean;
}

/** Shorter texts turn up by chance. */
const SHORTEST = 6;

/** Every encoding of a value that is looked for. Case, separators, escapes and colours are the reader's business (`fold.ts`). */
export function variantsOf(value: string): Variant[] {
  const bytes = Buffer.from(value);
  const twice = Buffer.from(bytes.toString('base64'));
  const plain = [
    ...readings(value).map(({ text }) => text),
    ...escaped(value),
    bytes.toString('hex'),
    base32(bytes),
    ...digests(bytes),
  ];
  const groups = [...base64Cores(bytes), ...base64Cores(twice)];
  const otp = isOtp(value);
  const variants = [
    ...plain.map((text) => ({ text: squeeze(text), whole: otp && squeeze(text) === value, frayed: false })),
    ...groups.map((text) => ({ text: squeeze(text), whole: false, frayed: true })),
  ];
  return [...new Map(variants.map((variant) => [variant.text, variant])).values()].filter(
    ({ text }) => text.length >= SHORTEST,
  );
}

/** As it stands in the text, for a text whose decoding swallows the beginning of the value. */
function escaped(value: string): string[] {
  const once = PERCENT.map((encode) => encode(Buffer.from(value).toString()));
  const twice = once.map((text) => encodeURIComponent(text));
  const html = value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return [...once, ...twice, JSON.stringify(value).slice(1, -1), html];
}

/** The percent encodings in use differ in what they leave alone: RFC 3986 (2.3), ECMAScript, URL (form urlencoded) with `+` and `%20`. */
const PERCENT: readonly ((text: string) => string)[] = [
  (text) => encodeURIComponent(text).replace(/[!'()*]/g, percent),
  encodeURIComponent,
  (text) => encodeURIComponent(text).replaceAll('%20', '+'),
  (text) => encodeURIComponent(text).replace(/[!'()~]/g, percent),
  (text) =>
    encodeURIComponent(text)
      .replace(/[!'()~]/g, percent)
      .replaceAll('%20', '+'),
];

const percent = (character: string) => `%${character.charCodeAt(0).toString(16)}`;

function digests(bytes: Buffer): string[] {
  return ['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(bytes).digest('hex'));
}

/** The characters of Base64 that depend on the value alone, at each of the three places a value can have in a group. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const core = text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
