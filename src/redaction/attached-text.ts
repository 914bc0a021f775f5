import type { Scrub } from './text.ts';

/** Content types whose bodies are text, whatever their bytes. */
const TEXTUAL = /^text\/|[/+](json|xml|x-ndjson|yaml|javascript|x-www-form-urlencoded)(;|$)/i;
const PICTURED = /^(image|video)\//i;
/** How PNG, JPEG, GIF, WebP and WebM begin. */
const PICTURE_HEADS = ['89504e47', 'ffd8ff', '47494638', '52494646', '1a45dfa3'];

/** Something attached to a test: its bytes, and what they are said to be. */
export interface Attached {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
}

/** The text that these bytes are, by their type or by being readable as UTF-8 or UTF-16; undefined for other bytes. */
export function attachedText({ bytes, contentType = '' }: Attached): string | undefined {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  if (wide) return Buffer.from(bytes).toString('utf16le');
  return TEXTUAL.test(contentType) ? Buffer.from(bytes).toString('utf8') : readable(bytes);
}

/** The bytes of a redacted text, or undefined when nothing had to be redacted or the bytes are no text. */
export function scrubbedBytes(attached: Attached, scrub: Scrub): Buffer | undefined {
  const text = attachedText(attached);
  const clean = text === undefined ? undefined : scrub(text);
  return clean === undefined || clean === text ? undefined : Buffer.from(clean);
}

/** Whether these bytes are a picture or a film, which no search for values can read. */
export function isPictured({ bytes, contentType = '' }: Attached): boolean {
  if (attachedText({ bytes, contentType }) !== undefined) return false;
  const head = Buffer.from(bytes.subarray(0, 4)).toString('hex');
  return PICTURED.test(contentType) || PICTURE_HEADS.some((known) => head.startsWith(known));
}

function readable(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
