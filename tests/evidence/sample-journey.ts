import type { TestJourney } from '../../src/summary/summary.ts';
import type { BrowserState, End, Step } from '../../src/trace.ts';

/** A page as it is written down here: its state and its id. */
export type Shown = readonly [state: BrowserState, page: string];

export const LOGIN: Shown = ['login', 'login'];
export const CHALLENGE: Shown = ['mfa_challenge', 'login-otp'];
export const ENROLLMENT: Shown = ['mfa_enrollment', 'login-config-totp'];
export const CALLBACK: Shown = ['callback', 'portal'];

const BECAUSE = {
  execution: 'Conditional OTP (auth-otp-form)',
  requirement: 'CONDITIONAL',
  rule: 'the condition “user configured” is false, because this persona has no OTP credential, so the sub-flow is skipped',
};

interface JourneyInput {
  readonly persona: string;
  readonly expected: readonly Shown[];
  readonly observed?: readonly Shown[];
  readonly folder: string;
  readonly lane?: TestJourney['lane'];
}

/** A journey whose promise and prediction agree; with `observed`, the browser did otherwise. */
export function sampleJourney({ persona, expected, observed = expected, folder, lane }: JourneyInput): TestJourney {
  const at = observed.findIndex((shown, index) => shown[1] !== expected[index]?.[1]);
  const differs = at >= 0 || observed.length !== expected.length;
  return {
    contract: 'mfa-rollout',
    persona,
    journey: 'browser login',
    lane: lane ?? 'simulated',
    provider: sampleProvider(lane),
    promised: expected.map(([state, page]) => ({ state, ...(state === 'mfa_challenge' ? { page } : {}) })),
    predicted: { steps: expected.map((shown) => step(shown)), end: endOf(expected), unsupported: [] },
    observed: {
      steps: observed.map((shown, index) => step(shown, picturePath(folder, index, shown))),
      end: endOf(observed),
      unsupported: [],
    },
    first_difference: differs ? Math.max(at, 0) : -1,
    ...(differs
      ? { reason: 'The portal opened without a second factor although the contract promises a challenge.' }
      : {}),
    allowed_next: differs ? ['login-otp', 'select-authenticator'] : [],
  };
}

/** Which provider answers in a lane. */
export function sampleProvider(lane: TestJourney['lane'] = 'simulated'): TestJourney['provider'] {
  const name = lane === 'simulated' ? 'embedded' : 'keycloak';
  return { name, version: '26.5.0', realm: 'acme', realm_sha256: 'c0ffee42'.repeat(8) };
}

function picturePath(folder: string, index: number, [, page]: Shown): string {
  return `data/evidence/${folder}/${String(index + 1).padStart(2, '0')}-${page}.png`;
}

function step([state, page]: Shown, picture?: string): Step {
  const because = state === 'callback' ? { because: BECAUSE } : {};
  return { page, state, ...because, ...(picture ? { picture } : {}) };
}

function endOf(shown: readonly Shown[]): End {
  return shown.at(-1)?.[0] === 'callback' ? { kind: 'callback' } : { kind: 'stopped', reason: 'an unexpected page' };
}
