import type { User } from '../realm.ts';
import { type Answering, type Attempted, attempt, type Deed, subjectOf } from './attempt.ts';
import { deviceInHand, type Hand, nextCode, use, usedOf } from './hand.ts';

/** The code of the device in hand is right only for that device, once, and in its time. */
export function answerOtp(answering: Answering): Deed | undefined {
  const user = subjectOf(answering);
  if (!user) return undefined;
  const device = pickedDevice(answering, user);
  const picked = device === undefined ? {} : { device };
  const code = givenCode(answering, user, device);
  return code && { input: { kind: 'submit', otp: code.verdict, ...picked }, hand: code.hand, planned: code.planned };
}

/** The planned device, else the one in the hand for somebody who takes the time to look, else the preselected one. */
function pickedDevice(answering: Answering, user: User): string | undefined {
  const { persona, hand, page, realm, hasty } = answering;
  const plan = persona.otp_plan?.[usedOf(hand, 'otp-plan')];
  const planned = page.devices[plan?.device ?? persona.device ?? -1]?.id;
  const held = hasty ? undefined : deviceInHand(hand, realm, user.username);
  const chosen = page.devices.find(({ id }) => id === held) ?? page.devices.find(({ selected }) => selected);
  return planned ?? chosen?.id ?? user.credentials.find(({ type }) => type === 'otp')?.id;
}

interface Given extends Attempted {
  readonly planned: boolean;
}

function givenCode(answering: Answering, user: User, device: string | undefined): Given | undefined {
  const { persona, hand, realm } = answering;
  const plan = persona.otp_plan?.[usedOf(hand, 'otp-plan')];
  if (plan) {
    const owned = user.credentials.filter(({ type }) => type === 'otp');
    const isRight = device === owned[plan.code_of ?? 0]?.id;
    const code = freshCode({ ...answering, hand: use(hand, 'otp-plan') }, isRight);
    return { ...code, planned: !isRight };
  }
  const { verdict, hand: after } = attempt(answering, 'otp');
  if (verdict !== 'right') return { verdict, hand: after, planned: true };
  const held = heldDevice(answering, user, device);
  if (held === undefined) return undefined;
  const reused = reuse({ ...answering, hand: after });
  if (reused)
    return { verdict: realm.otp_policy.reusable && held === device ? 'right' : 'wrong', hand: reused, planned: true };
  return { ...freshCode({ ...answering, hand: after }, held === device), planned: false };
}

/** Somebody who picks a device on purpose reads the codes of that device. */
function heldDevice({ persona, hand, realm }: Answering, user: User, picked: string | undefined): string | undefined {
  return persona.device === undefined ? deviceInHand(hand, realm, user.username) : picked;
}

/** A new code: of the current period, or of a coming one for somebody who does not wait. Codes by counter never run out. */
function freshCode({ realm, world, hand, hasty, page }: Answering, isRight: boolean): Attempted {
  const { period, subtype } = page.code ?? { ...realm.otp_policy, subtype: realm.otp_policy.type };
  if (!hasty || subtype === 'hotp') return { verdict: isRight ? 'right' : 'wrong', hand };
  const code = nextCode(hand, { period, look_ahead: realm.otp_policy.look_ahead }, world.now);
  return { verdict: isRight && code.isInWindow ? 'right' : 'wrong', hand: code.hand };
}

function reuse({ persona, hand }: Answering): Hand | undefined {
  return usedOf(hand, 'reuse') < (persona.reuse?.['otp'] ?? 0) ? use(hand, 'reuse') : undefined;
}

export function answerRecovery(answering: Answering): Deed | undefined {
  const { verdict, hand } = attempt(answering, 'recovery');
  const hasCodes = subjectOf(answering)?.credentials.some(({ type }) => type === 'recovery-authn-codes');
  if (verdict === 'right' && !hasCodes) return undefined;
  return { input: { kind: 'submit', recovery: verdict }, hand, planned: verdict !== 'right' };
}

const DEVICE_NAME = 'my device';

export function answerEnrolment(answering: Answering): Deed {
  const { persona, page } = answering;
  const { verdict, hand } = attempt(answering, 'enroll');
  const key = `tamper ${page.page}`;
  const isTampered = persona.tamper?.[page.page] !== undefined && usedOf(hand, key) === 0;
  const label = persona.label ?? DEVICE_NAME;
  if (page.page === 'login-config-totp' && verdict === 'right') {
    const code = freshCode({ ...answering, hand }, true);
    return { input: { kind: 'submit', enroll: code.verdict, label }, hand: code.hand, planned: false };
  }
  if (isTampered) return { input: { kind: 'submit', tampered: true, label }, hand: use(hand, key), planned: true };
  return { input: { kind: 'submit', enroll: verdict, label }, hand, planned: verdict !== 'right' };
}
