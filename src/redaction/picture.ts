/** `sha256` is of the file, `pixel_sha256` of its decoded pixels; both hex. A reason quotes nothing of the page. */
export type Picture =
  | { readonly status: 'shown'; readonly png: Buffer; readonly sha256: string; readonly pixel_sha256: string }
  | { readonly status: 'withheld'; readonly reason: string };

/** Why there is no picture. */
export const REASONS = {
  engine: 'this browser cannot report its text boxes (no DOMSnapshot); only Chromium can',
  gone: 'the page was replaced, or failed, while it was being captured',
  slow: 'the page could not be captured within 10 seconds',
  moving: 'the page kept moving while it was being captured',
  foreign: 'the page paints something that could not be blanked',
  sealed: 'the page keeps a part of itself closed to every other script (a closed shadow root)',
  size: 'the shot does not have the size of the viewport',
  code: 'the picture has the texture of a two-dimensional code',
  encoding: 'the encoded picture does not hold exactly the composed pixels',
} as const;

export const withheld = (reason: keyof typeof REASONS): Picture => ({ status: 'withheld', reason: REASONS[reason] });
