/** What is told of an attachment in place of what it was: text travels as Base64. */
export interface Told {
  readonly path?: string | undefined;
  readonly body?: string;
  readonly contentType?: string;
}

const NOTE = '[withheld: a picture that the fixture "evidence" did not take]';

/** What is told instead of a picture that nothing can search. */
export const withheldPicture = (): Told => ({ body: Buffer.from(NOTE).toString('base64'), contentType: 'text/plain' });
