import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import type { OtpPolicy } from '../keycloak/realm.ts';
import type { Slot } from './answers.ts';
import { type CodeLedger, counterAt } from './code-ledger.ts';
import { codeOf, wrongCode } from './one-time-code.ts';
import { presentKey, type SecurityKey } from './security-key.ts';
import type { Field, Wallet } from './wallet.ts';

/** The generated values of one persona. */
export interface PersonaValues {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly new_password: string;
  /** Raw TOTP key as Keycloak stores it. */
  readonly otp?: string;
  /** The key pair of a security key. */
  readonly security_key?: SecurityKey;
  readonly recovery_codes: readonly string[];
}

/** What a wallet needs from the run around it. */
export interface WalletTools {
  /** Name under which the credentials of this user stand in the ledger; unique in the run, no secret. */
  readonly name: string;
  readonly policy: OtpPolicy;
  readonly ledger: CodeLedger;
  readonly now: () => number;
  /** Puts a value into a field without a step, parameter or error that shows it. */
  readonly typeInto: (page: Page, selector: string, value: string) => Promise<void>;
  /** Makes a value known to the redaction before anything could show it. */
  readonly register: (slot: string, value: string) => void;
  /** Whether the provider checks what a security key signs. */
  readonly signatures: boolean;
  /** Tells what a long wait is for. */
  readonly say: (phase: string) => void;
}

interface TotpKey {
  readonly secret: string;
  readonly credential: string;
}

/** What the persona holds at the moment; enrolling and choosing a new password change it. */
interface Hand {
  password: string;
  key: TotpKey | undefined;
  /** The key a set-up page shows, until its first code is accepted. */
  offered: string | undefined;
  codes: string[];
}

const TOTP_KEY = '#totpSecret';
const NEW_CODES = 'input[name=generatedRecoveryAuthnCodes]';
const WRONG = { username: 'nobody.of.that.name', password: 'not-the-password', recovery: 'AAAABBBBCCCC' } as const;
const LABEL = 'Authenticator';
/** Label of the authenticator that a persona owns from the start. */
export const OWN_DEVICE = 'Phone';
/** Slots whose text is the same for everybody and no secret. */
const FIXED: readonly Slot[] = ['label', 'profile'];
const PROFILE: Readonly<Record<string, string>> = { '#firstName': 'Given', '#lastName': 'Family' };

/** A wallet for one user. Values leave it only into the page. */
export function createWallet(values: PersonaValues, tools: WalletTools): Wallet {
  const own = values.otp ? { secret: values.otp, credential: tools.name } : undefined;
  const hand: Hand = {
    password: values.password,
    key: own,
    offered: undefined,
    codes: [...values.recovery_codes],
  };
  const right: Readonly<Record<Slot, (field: Field) => string | Promise<string>>> = {
    username: () => values.username,
    email: () => values.email,
    password: () => hand.password,
    'new-password': () => {
      hand.password = values.new_password;
      return hand.password;
    },
    otp: ({ device }) => nextCode(device === OWN_DEVICE ? own : hand.key, tools),
    enroll: () => firstCode(hand, tools),
    recovery: () => hand.codes.shift() ?? '',
    label: () => LABEL,
    profile: ({ selector }) => PROFILE[selector] ?? values.email,
  };
  const wrong: Readonly<Partial<Record<Slot, (field: Field) => string>>> = {
    username: () => WRONG.username,
    password: () => WRONG.password,
    recovery: () => WRONG.recovery,
    // Two fields that ought to be equal, and are not.
    'new-password': ({ selector }) => `not the same in ${selector}`,
    otp: () => wrongCode(hand.key?.secret, tools.now(), tools.policy),
    enroll: () => wrongCode(hand.offered, tools.now(), tools.policy),
  };
  const empty = (): string => '';
  const choose = ({ slot, verdict }: Field) =>
    ({ right: right[slot], wrong: wrong[slot] ?? right[slot], empty })[verdict];
  return {
    type: async (page, field) => {
      const value = await choose(field)(field);
      if (field.verdict === 'right' && !FIXED.includes(field.slot)) tools.register(field.slot, value);
      await tools.typeInto(page, field.selector, value);
    },
    take: async (page, shown) => {
      if (shown === 'login-config-totp') hand.offered = await takeKey(page, tools);
      if (shown === 'login-recovery-authn-code-config') hand.codes = await takeCodes(page, tools);
    },
    presentKey: async (page, willing) => {
      if (willing && !tools.signatures) return false;
      await presentKey(page, willing ? { key: values.security_key } : 'cancels');
      return true;
    },
  };
}

/** Claims the next unused time step, waiting for one where all of the window are used. */
async function nextCode(key: TotpKey | undefined, { ledger, policy, now, say }: WalletTools): Promise<string> {
  if (!key) return '';
  const window = { period: policy.period, lookAheadWindow: policy.look_ahead };
  for (;;) {
    const claim = ledger.claim(key.credential, window, now());
    if ('counter' in claim) return codeOf(key.secret, claim.counter, policy);
    say('waiting for the next one-time code');
    await wait(claim.wait_ms);
  }
}

/** The first code of an offered key: from now on it is the persona's key, and the code is burnt. */
function firstCode(hand: Hand, { name, ledger, policy, now }: WalletTools): string {
  if (!hand.offered) return '';
  const counter = counterAt(now(), policy.period);
  const credential = `${name}-enrolled`;
  ledger.burn(credential, counter);
  hand.key = { secret: hand.offered, credential };
  return codeOf(hand.offered, counter, policy);
}

async function takeKey(page: Page, { register }: WalletTools): Promise<string | undefined> {
  const key = await page.locator(TOTP_KEY).inputValue();
  register('otp-key', key);
  return key;
}

async function takeCodes(page: Page, { register }: WalletTools): Promise<string[]> {
  const codes = (await page.locator(NEW_CODES).inputValue()).split(',');
  for (const code of codes) register('recovery-code', code);
  return codes;
}
