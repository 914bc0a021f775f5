import type { Judged, Post } from './judged.ts';
import { NotJudged } from './not-judged.ts';

const REASON = 'its signature is not checked by this simulation; run this journey on a disposable Keycloak';

/** What the authenticator answered, or the browser's reason why there is no answer (`webauthnAuthenticate.js`). */
export function judgePasskey({ form }: Post): Judged {
  if (form.get('signature')) throw new NotJudged('a passkey', REASON);
  return failed;
}

/** A new key, or the browser's reason why there is none (`webauthnRegister.js`). */
export function judgePasskeyRegistration({ form }: Post): Judged {
  if (form.get('attestationObject')) throw new NotJudged('a new passkey', REASON);
  return failed;
}

const failed: Judged = { input: { kind: 'submit', webauthn: 'wrong' } };
