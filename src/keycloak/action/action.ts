import type { Run } from '../flow/run.ts';
import type { PageParts } from '../flow/show-page.ts';
import type { Stop } from '../flow/turn.ts';
import type { Submit } from '../input.ts';
import type { RequiredAction, User } from '../realm.ts';

/** One required action being run in one request. */
export interface Acting {
  readonly run: Run;
  readonly user: User;
  readonly registered: RequiredAction;
}

/** What an action reports back (`RequiredActionContext.Status`). */
export type ActionResult =
  | { readonly kind: 'page'; readonly page: PageParts }
  | { readonly kind: 'success' }
  | { readonly kind: 'ignore' }
  | { readonly kind: 'failure'; readonly description?: string }
  | { readonly kind: 'stop'; readonly stop: Stop };

/** What the engine asks of a required action (`RequiredActionProvider`). */
export interface ActionProvider {
  /** An application may ask for it with `kc_action`. */
  readonly initiated: boolean;
  /** Adds or removes the action by itself, before each step of the chain. */
  readonly trigger?: (run: Run, user: User) => void;
  readonly challenge: (acting: Acting) => ActionResult;
  readonly act: (acting: Acting, input: Submit) => ActionResult;
}

export const DONE: ActionResult = { kind: 'success' };
export const IGNORE: ActionResult = { kind: 'ignore' };

export function page(parts: PageParts): ActionResult {
  return { kind: 'page', page: parts };
}

export function stopped(stop: Stop): ActionResult {
  return { kind: 'stop', stop };
}
