import type { Because } from '../../trace.ts';
import type { Outcome } from '../outcome.ts';
import type { MachineEnd, MachineState } from './machine.ts';

/** A state before it has an id of its own: `name` is what its id begins with. */
export interface Described extends Omit<MachineState, 'id'> {
  readonly name: string;
}

/** What a person sees of an outcome, and what the id of its state begins with. */
export function describeState(outcome: Outcome): Described {
  if (outcome.kind !== 'page') return describeEnd(outcome);
  const { page, message, because } = outcome;
  return { name: nameOf(page, message), page, because, ...(message === undefined ? {} : { message }) };
}

type Ended = Exclude<Outcome, { kind: 'page' }>;

function describeEnd(outcome: Ended): Described {
  const { end, rule, suffix, message } = endOf(outcome);
  return {
    name: nameOf(end.kind, suffix),
    page: end.kind,
    because: because(rule),
    end,
    ...(message === undefined ? {} : { message }),
  };
}

function because(rule: string): Because {
  return { execution: '', requirement: '', rule };
}

interface EndParts {
  readonly end: MachineEnd;
  readonly rule: string;
  readonly suffix?: string;
  readonly message?: string;
}

function endOf(outcome: Ended): EndParts {
  switch (outcome.kind) {
    case 'callback': {
      const { kind, acr, kc_action_status } = outcome;
      return { end: { kind, acr, ...(kc_action_status === undefined ? {} : { kc_action_status }) }, rule: 'complete' };
    }
    case 'callback-error': {
      const { kind, error, error_description, rule } = outcome;
      const described = error_description === undefined ? {} : { error_description };
      return { end: { kind, error, ...described }, rule, suffix: error };
    }
    case 'error':
      return {
        end: { kind: 'error', status: outcome.status },
        rule: outcome.rule,
        suffix: outcome.text,
        message: outcome.text,
      };
    case 'idp':
      return { end: outcome, rule: 'identity-provider', suffix: outcome.alias };
    case 'unsupported':
      return {
        end: { kind: 'unsupported', reason: outcome.reason },
        rule: outcome.what,
        message: `${outcome.what}: ${outcome.reason}`,
      };
  }
}

const LONGEST_SUFFIX = 48;

/** `login:invalid-username-or-password`: no character that xstate reads as more than a letter of a name. */
function nameOf(page: string, text: string | undefined): string {
  const words = (text ?? '').replace(/[^\w]+/g, '-').replace(/^-+|-+$/g, '');
  const suffix = words.length > LONGEST_SUFFIX ? words.slice(0, LONGEST_SUFFIX).replace(/-[^-]*$/, '') : words;
  return suffix === '' ? page : `${page}:${suffix.toLowerCase()}`;
}
