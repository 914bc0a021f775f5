import { randomInt } from 'node:crypto';
import { userNamed } from '../../keycloak/flow/run.ts';
import type { Verdict } from '../../keycloak/input.ts';
import type { World } from '../../keycloak/world.ts';
import type { Judged, Post } from './judged.ts';
import { recoveryCheck } from './recovery-secret.ts';

const RECOVERY = 'recovery-authn-codes';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Twelve codes of twelve characters (`RecoveryAuthnCodesUtils`). */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 12 }, () =>
    Array.from({ length: 12 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  );
}

/** The code of the number that the page asks for. */
export function judgeRecovery(post: Post): Judged {
  const typed = post.form.get('recoveryCodeInput') ?? '';
  return { input: { kind: 'submit', recovery: recoveryVerdict(post, typed) } };
}

/** New codes are confirmed as they were shown; changed hidden fields make Keycloak show new ones. */
export function judgeRecoverySetup(post: Post): Judged {
  const { form, tab } = post;
  const tampered =
    form.get('generatedRecoveryAuthnCodes') !== tab.recovery.codes.join(',') ||
    form.get('generatedAt') !== String(tab.recovery.generated_at);
  return { input: { kind: 'submit', enroll: 'right', tampered }, accepted: (after) => keepCodes(post, after) };
}

function recoveryVerdict({ accounts, page, realm, world }: Post, typed: string): Verdict {
  if (typed === '') return 'empty';
  const username = page.subject ?? '';
  const held = userNamed(realm, world, username)?.credentials.find(({ type }) => type === RECOVERY);
  const matches = accounts.secrets(username).recovery.get(held?.id ?? '');
  return matches?.(page.code_number ?? 1, typed) ? 'right' : 'wrong';
}

function keepCodes({ accounts, page, realm, tab }: Post, after: World): void {
  const username = page.subject ?? '';
  const held = userNamed(realm, after, username)?.credentials.find(({ type }) => type === RECOVERY);
  if (!held) return;
  const secrets = accounts.secrets(username);
  accounts.keep(username, { ...secrets, recovery: new Map([[held.id, recoveryCheck(tab.recovery.codes)]]) });
}
