import { unzipSync } from 'fflate';
import { Secret } from 'otpauth';

/** A file of a run, and its bytes. */
export interface SearchedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Where any of the values stands, as `path: how it is written`. A second search, made without the package's own: it
 * opens zip files and the zip inside an HTML report, and knows few encodings, but those it knows it takes literally.
 */
export function plainSearch(files: readonly SearchedFile[], values: Iterable<string>): string[] {
  const forms = [...new Set(values)].flatMap(formsOf);
  return files.flatMap(opened).flatMap(({ path, bytes }) => {
    const text = Buffer.from(bytes).toString('latin1').toLowerCase();
    return forms.filter(({ written }) => written.test(text)).map(({ name }) => `${path}: ${name}`);
  });
}

interface Form {
  readonly name: string;
  readonly written: RegExp;
}

const WRITINGS: Readonly<Record<string, (value: string) => string>> = {
  plain: (value) => value,
  url: encodeURIComponent,
  json: (value) => JSON.stringify(value).slice(1, -1),
  html: (value) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  base32: (value) => Secret.fromUTF8(value).base32,
  'base32 in groups': (value) => Secret.fromUTF8(value).base32.replace(/(.{4})(?=.)/g, '$1 '),
  base64: (value) => Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1),
  hex: (value) => Buffer.from(value).toString('hex'),
};

function formsOf(value: string): Form[] {
  if (/^\d{6}$/.test(value)) return [{ name: 'one-time code', written: codeAlone(value) }];
  return Object.entries(WRITINGS).map(([name, write]) => ({
    name,
    written: new RegExp(literally(write(value).toLowerCase())),
  }));
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Six digits turn up by chance: not inside a longer word or number, and not as a bare number of a JSON field. */
function codeAlone(code: string): RegExp {
  return new RegExp(`(?<![0-9a-z.:])${code}(?![0-9a-z])`);
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** How Playwright's HTML report carries its data: a zip in a data URI. */
const EMBEDDED_ZIP = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/g;

function opened(file: SearchedFile): SearchedFile[] {
  const { path, bytes } = file;
  if (ZIP.every((byte, at) => bytes[at] === byte)) return [file, ...membersOf(path, bytes)];
  const embedded = Buffer.from(bytes).toString('latin1').matchAll(EMBEDDED_ZIP);
  return [file, ...[...embedded].flatMap(([, zip = '']) => membersOf(path, Buffer.from(zip, 'base64')))];
}

function membersOf(path: string, zip: Uint8Array): SearchedFile[] {
  return Object.entries(unzipSync(zip)).flatMap(([name, bytes]) => opened({ path: `${path}!${name}`, bytes }));
}
