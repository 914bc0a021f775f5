import { createHash } from 'node:crypto';
import { Secret } from 'otpauth';
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
export function variantsOf(value: string, { brief = false }: { brief?: boolean | undefined } = {}): Variant[] {
  return distinct(brief ? briefVariants(value) : fullVariants(value));
}

function distinct(variants: readonly Variant[]): Variant[] {
  return [...new Map(variants.map((variant) => [variant.text, variant])).values()].filter(
    ({ text }) => text.length >= SHORTEST,
  );
}

function briefVariants(value: string): Variant[] {
  const bytes = Buffer.from(value);
  return [
    ...[value, bytes.toString('hex')].map((text) => ({ text: squeeze(text), whole: false, frayed: false })),
    ...base64Cores(bytes).map((text) => ({ text: squeeze(text), whole: false, frayed: true })),
  ];
}

function fullVariants(value: string): Variant[] {
  const bytes = Buffer.from(value);
  const wide = Buffer.from(value, 'utf16le');
  const otp = isOtp(value);
  const twice = Buffer.from(bytes.toString('base64'));
  const plain = [
    ...readings(value).map(({ text }) => text),
    ...escaped(value),
    bytes.toString('hex'),
    wide.toString('hex'),
    Secret.fromUTF8(value).base32,
    ...byteLists(bytes),
    ...digests(bytes),
    ...(otp ? [] : [[...value].reverse().join('')]),
  ];
  const groups = [bytes, twice, wide, Buffer.from(wide).swap16()].flatMap(base64Cores);
  return [
    ...plain.map((text) => ({ text: squeeze(text), whole: otp && squeeze(text) === value, frayed: false })),
    ...groups.map((text) => ({ text: squeeze(text), whole: false, frayed: true })),
  ];
}

/** As it stands in the text, for a text whose decoding swallows the beginning of the value. */
function escaped(value: string): string[] {
  const once = PERCENT.map((encode) => encode(Buffer.from(value).toString()));
  const twice = once.map((text) => encodeURIComponent(text));
  const html = value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  const printable = value.replaceAll('=', '=3D');
  return [...once, ...twice, JSON.stringify(value).slice(1, -1), html, printable];
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

/** What is left of a list of its bytes when everything between them is left out: decimal, `0x63`, and by index (JSON of a typed array). */
function byteLists(bytes: Buffer): string[] {
  const list = [...bytes];
  return [
    list.join(''),
    list.map((byte) => `0x${byte.toString(16)}`).join(''),
    list.map((byte, at) => `${at}${byte}`).join(''),
  ];
}

function digests(bytes: Buffer): string[] {
  return ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) => {
    const digest = createHash(name).update(bytes).digest();
    return [digest.toString('hex'), digest.toString('base64').replace(/=+$/, ''), digest.toString('base64url')];
  });
}

/** The characters of Base64 that depend on the value alone, at each of the three places a value can have in a group. */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const core = text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    return [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
