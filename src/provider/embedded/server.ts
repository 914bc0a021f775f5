import type { Accounts } from './accounts.ts';
import type { Addresses } from './addresses.ts';
import type { Faults } from './faults.ts';
import type { Protocol } from './protocol.ts';
import type { SingleUseCodes } from './single-use-codes.ts';
import type { Tabs } from './tabs.ts';
import type { Worlds } from './worlds.ts';

/** The parts of one running provider that its endpoints share. */
export interface Server {
  readonly issuer: string;
  readonly display_name: string;
  /** `accessCodeLifespanLogin`, in seconds. */
  readonly login_lifespan_s: number;
  readonly accounts: Accounts;
  readonly worlds: Worlds;
  readonly tabs: Tabs;
  readonly used_codes: SingleUseCodes;
  readonly addresses: Addresses;
  readonly protocol: Protocol;
  readonly faults: () => Faults;
  /** Told what was answered, without a name or a value. */
  readonly log: (line: string) => void;
}
