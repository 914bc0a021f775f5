import type { Persona } from '../persona.ts';
import { answerEnrolment, answerOtp, answerRecovery } from './answer-code.ts';
import {
  answerNewPassword,
  answerOrganization,
  answerProfile,
  answerQuestion,
  answerRegister,
  answerSelector,
} from './answer-form.ts';
import { answerLogin } from './answer-login.ts';
import type { Answering, Deed } from './attempt.ts';
import { use, usedOf } from './hand.ts';

type Answer = (answering: Answering) => Deed | undefined;

/** How each page is answered; a page without a row, or a row without an answer, stops the person. */
const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ['login', answerLogin],
  ['login-username', answerLogin],
  ['login-password', answerLogin],
  ['login-otp', answerOtp],
  ['login-recovery-authn-code-input', answerRecovery],
  ['login-config-totp', answerEnrolment],
  ['login-recovery-authn-code-config', answerEnrolment],
  ['login-update-password', answerNewPassword],
  ['login-update-profile', answerProfile],
  ['update-email', answerProfile],
  ['register', answerRegister],
  ['terms', (answering) => answerQuestion(answering, 'terms')],
  ['login-oauth-grant', (answering) => answerQuestion(answering, 'consent')],
  ['delete-credential', (answering) => deed(answering, { kind: 'submit', accept: true })],
  ['select-authenticator', answerSelector],
  ['select-organization', answerOrganization],
]);

/** What this person does on this page: clicks and detours first, then the answer. `undefined`: cannot answer it. */
export function answerPage(answering: Answering): Deed | undefined {
  return (
    click(answering) ?? cancel(answering) ?? tryAnotherWay(answering) ?? ANSWERS.get(answering.page.page)?.(answering)
  );
}

function deed({ hand }: Answering, input: Deed['input'], planned = false): Deed {
  return { input, hand, planned };
}

const CLICK_INPUTS: Readonly<Record<NonNullable<Persona['click']>[number]['do'], Deed['input']>> = {
  refresh: { kind: 'refresh' },
  manual: { kind: 'refresh' },
  restart: { kind: 'restart' },
  continue: { kind: 'continue' },
  login: { kind: 'continue' },
  register: { kind: 'register' },
  forge: { kind: 'choose', execution: '' },
  back: 'back',
  forward: 'forward',
};

function click(answering: Answering): Deed | undefined {
  const { persona, hand, page } = answering;
  const next = persona.click?.[usedOf(hand, 'click')];
  if (next?.on !== page.page) return undefined;
  return { input: CLICK_INPUTS[next.do], hand: use(hand, 'click'), planned: true };
}

function cancel(answering: Answering): Deed | undefined {
  const { persona, page } = answering;
  return page.cancel && persona.cancel?.includes(page.page) ? deed(answering, { kind: 'cancel' }, true) : undefined;
}

/** Asks once per planned time, and answers the page when there is no other way. */
function tryAnotherWay(answering: Answering): Deed | undefined {
  const { persona, hand, page } = answering;
  const key = `another-way ${page.page}`;
  if (usedOf(hand, key) >= (persona.try_another_way?.[page.page] ?? 0)) return undefined;
  const asked = use(hand, key);
  if (page.try_another_way) return { input: { kind: 'try-another-way' }, hand: asked, planned: true };
  return ANSWERS.get(page.page)?.({ ...answering, hand: asked });
}
