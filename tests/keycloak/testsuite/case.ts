import type { AdminChange } from '../../../src/keycloak/predict/admin.ts';
import type { Row } from '../realm-kit.ts';

/** A realm as it differs from a fixture (`setup.ts`). */
export interface Setup {
  /** `A` unless told otherwise. */
  readonly fixture?: 'A' | 'L' | 'P' | 'O' | 'new';
  /** The browser flow; `forms(...)` is a copy of the default one with these rows in its forms. */
  readonly flow?: readonly Row[];
  /** Members of the realm document. */
  readonly realm?: Readonly<Record<string, unknown>>;
  /** Members of users, by the names of `PEOPLE`; a name that is not there is a user of its own. */
  readonly users?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Members of the client `test-app`. */
  readonly client?: Readonly<Record<string, unknown>>;
  /** Members of required actions, by alias. */
  readonly actions?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The only required actions that the realm has. */
  readonly only_actions?: readonly string[];
  /** Attributes of the user profile. */
  readonly profile?: readonly object[];
}

/**
 * What is done, what is then on the screen, and facts about it. A state is a page id or a way to end, then the acr or the OAuth
 * error, then `!` and the text; `!` alone: some text; no `!`: no error text. What can be done: `scene.ts`.
 */
export type Step =
  | readonly [doing: string | Change]
  | readonly [doing: string, state: string]
  | readonly [doing: string, state: string, facts: Facts];

/** What an administrator does between two steps. */
export type Change = { readonly admin: readonly AdminChange[] } | { readonly setup: Setup };

export interface Facts {
  readonly status?: number;
  readonly description?: string;
  readonly kc_action_status?: string;
  readonly another_way?: boolean;
  readonly devices?: readonly string[];
  /** Label of the preselected device. */
  readonly device?: string;
  /** Entries of the selector. */
  readonly options?: readonly string[];
  readonly attempted?: string | undefined;
  readonly hidden?: boolean;
  readonly prefilled?: string;
  readonly providers?: readonly string[];
  readonly consents?: readonly string[];
  readonly fields?: readonly string[];
  readonly execution?: string;
  readonly digits?: number;
  readonly subtype?: string;
  readonly code_number?: number;
  /** The level of authentication asked for. */
  readonly level?: number;
  /** Members of the persona as the server now has it. */
  readonly user?: Readonly<Record<string, unknown>>;
}

/** A case that is played. */
export interface Played {
  readonly id: string;
  readonly what: string;
  readonly persona: string;
  readonly setup?: Setup;
  /** 26.7.3 unless told otherwise. */
  readonly version?: string;
  /** Parameters of every request. */
  readonly request?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
  /** What is different in other versions. */
  readonly elsewhere?: Readonly<Record<string, readonly Step[]>>;
  /** Where the played case differs from Keycloak's, and why it still tells the same. */
  readonly instead?: string;
  /** Which of two results holds, where the case and a recorded server disagree or a line of the case is left out. */
  readonly verdict?: string;
}

/** A case that is not played. */
export interface LeftOut {
  readonly id: string;
  readonly what: string;
  readonly why_not: string;
}

export type Case = Played | LeftOut;
