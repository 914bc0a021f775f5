import type { Finding } from '../../finding.ts';
import type { Because } from '../../trace.ts';
import type { Input } from '../input.ts';

/** How a login that shows no further page ended. */
export type EndKind = 'callback' | 'callback-error' | 'error' | 'idp' | 'unsupported';

/** What a terminal state knows besides its page: the OAuth error, the acr, the provider, the reason. */
export interface MachineEnd {
  readonly kind: EndKind;
  readonly acr?: string;
  readonly kc_action_status?: string;
  readonly error?: string;
  readonly error_description?: string;
  readonly status?: number;
  readonly alias?: string;
  readonly reason?: string;
}

/**
 * One situation of a login. `id` begins with the page and goes on with its message; `~2` tells situations apart that
 * look alike and differ in what the server remembers. Holds no secret.
 */
export interface MachineState {
  readonly id: string;
  /** Page id as in `Page.page`; `callback`, `callback-error`, `error`, `idp` or `unsupported` where the login ends. */
  readonly page: string;
  readonly message?: string;
  readonly because: Because;
  readonly end?: MachineEnd;
}

/** What a person did (`password wrong`, `choose Password`) and where it led. `does` is the same as the engine is told it. */
export interface MachineEdge {
  readonly from: string;
  readonly input: string;
  readonly does: Input;
  readonly to: string;
}

/**
 * Every reachable state of one person's login. States and edges are in breadth-first order, so that the first edge into
 * a state is the end of a shortest way to it. `findings` say where an exploration was cut.
 */
export interface Machine {
  readonly persona: string;
  readonly initial: string;
  readonly states: readonly MachineState[];
  readonly edges: readonly MachineEdge[];
  readonly findings: readonly Finding[];
}
