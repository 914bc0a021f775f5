import type { Page } from '../page.ts';
import type { VisitTrace } from '../predict.ts';

/** One visit in the recorder's vocabulary. */
export interface AnsweredVisit {
  readonly pages: readonly string[];
  readonly messages: readonly (string | null)[];
  readonly end: string;
  readonly error?: string;
  readonly description?: string;
  readonly status?: number;
  readonly acr?: string;
  readonly kc_action_status?: string;
  readonly options?: readonly (readonly string[])[];
  /** Per page: whether another way is offered, the OTP chooser and its preselected entry, the username shown. */
  readonly facts: readonly PageFacts[];
}

export interface PageFacts {
  readonly another_way?: true;
  readonly devices?: readonly string[];
  readonly device?: number;
  readonly attempted?: string;
  readonly fields?: readonly string[];
}

/** A trace as the recorder would have written it down. */
export function answeredVisit(trace: VisitTrace): AnsweredVisit {
  const { pages, end, error, error_description, status, acr, kc_action_status, options } = trace;
  return {
    pages: pages.map(({ page }) => page),
    messages: pages.map(({ message }) => message ?? null),
    end,
    ...(error === undefined ? {} : { error }),
    ...(error_description === undefined ? {} : { description: error_description }),
    ...(status === undefined ? {} : { status }),
    ...(acr === undefined ? {} : { acr }),
    ...(kc_action_status === undefined ? {} : { kc_action_status }),
    ...(options.length === 0 ? {} : { options }),
    facts: pages.flatMap(({ shown }) => (shown ? [factsOf(shown)] : [])),
  };
}

function factsOf({ try_another_way, devices, attempted_username, fields }: Page): PageFacts {
  const labels = devices.map(({ label }) => label);
  return {
    ...(try_another_way ? { another_way: true } : {}),
    ...(labels.length > 0 ? { devices: labels, device: devices.findIndex(({ selected }) => selected) } : {}),
    ...(attempted_username === undefined ? {} : { attempted: attempted_username }),
    ...(fields.length === 0 ? {} : { fields: fields.map(({ name }) => name) }),
  };
}
