import type { Input } from '../../keycloak/input.ts';
import type { Page } from '../../keycloak/page.ts';
import type { Realm } from '../../keycloak/realm.ts';
import type { World } from '../../keycloak/world.ts';
import type { Accounts } from './accounts.ts';
import type { SingleUseCodes } from './single-use-codes.ts';
import type { Tab } from './tabs.ts';

/** A form post beside everything its values are judged by. */
export interface Post {
  readonly form: URLSearchParams;
  readonly tab: Tab;
  readonly page: Page;
  readonly realm: Realm;
  readonly world: World;
  readonly accounts: Accounts;
  readonly used_codes: SingleUseCodes;
}

/** What the engine is told. `accepted` is done only if the flow went on: a locked user's right code, say, is not used up. */
export interface Judged {
  readonly input: Input;
  readonly accepted?: (after: World) => void;
}

/** Throws `NotJudged` for a value that cannot be checked here. */
export type Judge = (post: Post) => Judged;
