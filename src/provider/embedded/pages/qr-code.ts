import encodeQR from 'qr';

/** Bytes that version 10 holds at error correction level L (ISO/IEC 18004, table 7). */
const CAPACITY = 271;

/** A picture of a text as a data URI. Of one size for every text that fits, so that the size says nothing about the text. */
export function qrCode(text: string): string {
  const gif = encodeQR(text, 'gif', {
    ecc: 'low',
    scale: 4,
    ...(Buffer.byteLength(text) <= CAPACITY ? { version: 10 } : {}),
  });
  return `data:image/gif;base64,${Buffer.from(gif).toString('base64')}`;
}
