import type { KnownVersion } from './version.ts';

/** What an execution demands at its level. Exports also know `OPTIONAL`, which `readRealm` migrates. */
export type Requirement = 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL' | 'DISABLED';

/** One row of a flow. `id` is `<flow alias>/<authenticator or subflow alias>`, made unique by `~2`, since exports carry none. */
export interface Execution {
  readonly id: string;
  /** Alias of the flow that owns this row. */
  readonly parent: string;
  readonly requirement: Requirement;
  readonly priority: number;
  /** Provider id of the step, as in the export. */
  readonly authenticator?: string;
  /** Alias of the subflow this row stands for. */
  readonly flow?: string;
  /** The authenticator config, `undefined` if the row names none: some providers tell the two apart. */
  readonly config?: Readonly<Record<string, string>>;
}

/** A flow with its rows in the order the server runs them. */
export interface Flow {
  readonly id: string;
  readonly alias: string;
  readonly provider_id: string;
  readonly top_level: boolean;
  readonly executions: readonly Execution[];
}

/** A flow as the engine meets it: the rows that run, after one required row has silenced the alternatives, and the conditions. */
export interface Level {
  readonly required: readonly Execution[];
  readonly alternative: readonly Execution[];
  readonly conditions: readonly Execution[];
  /** The first enabled row of a provider that the server lacks: it breaks whoever looks at the level. */
  readonly unknown?: Execution;
}

/** A required action as registered in the realm. */
export interface RequiredAction {
  readonly alias: string;
  readonly name: string;
  readonly provider_id: string;
  readonly enabled: boolean;
  readonly default_action: boolean;
  readonly priority: number;
  readonly config: Readonly<Record<string, string>>;
}

export interface Client {
  readonly client_id: string;
  readonly name?: string;
  readonly enabled: boolean;
  readonly bearer_only: boolean;
  readonly protocol: string;
  readonly standard_flow: boolean;
  readonly implicit_flow: boolean;
  readonly consent_required: boolean;
  readonly redirect_uris: readonly string[];
  readonly root_url?: string;
  readonly base_url?: string;
  readonly default_scopes: readonly string[];
  readonly optional_scopes: readonly string[];
  /** Alias of the browser flow that this client is bound to instead of the realm's. */
  readonly browser_flow?: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface ClientScope {
  readonly name: string;
  readonly on_consent_screen: boolean;
  readonly consent_text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A stored credential without its secret. `created` in epoch milliseconds, as Keycloak stores it. */
export interface Credential {
  readonly id: string;
  readonly type: string;
  readonly label?: string;
  readonly created?: number;
  readonly digits?: number;
  readonly period?: number;
  readonly algorithm?: string;
  readonly subtype?: string;
  /** Recovery codes only: how many there were and how many are left. */
  readonly total?: number;
  readonly remaining?: number;
}

/** A user in a known condition: plain data, so that a world can carry changed copies. */
export interface User {
  readonly username: string;
  readonly enabled: boolean;
  readonly email?: string;
  readonly email_verified: boolean;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  /** Attributes of the groups and their parents, nearest first. */
  readonly group_attributes: Readonly<Record<string, readonly string[]>>;
  readonly required_actions: readonly string[];
  /** In stored order: it decides which second factor is asked first. */
  readonly credentials: readonly Credential[];
  /** Effective roles, composites and groups expanded: `role` for realm roles, `client/role` (NUL-separated) for client roles. */
  readonly roles: readonly string[];
  /** Granted scopes by client id; the value lists client scope names. */
  readonly consents: Readonly<Record<string, readonly string[]>>;
  /** Aliases of linked identity providers. */
  readonly identity_providers: readonly string[];
  readonly service_account: boolean;
}

export interface Organization {
  readonly alias: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly domains: readonly string[];
  /** Lower-cased usernames. */
  readonly members: readonly string[];
  readonly identity_providers: readonly string[];
}

export interface IdentityProvider {
  readonly alias: string;
  readonly enabled: boolean;
  readonly link_only: boolean;
  readonly hide_on_login: boolean;
  readonly config: Readonly<Record<string, string>>;
}

export interface BruteForce {
  readonly protected: boolean;
  readonly permanent: boolean;
  readonly max_temporary_lockouts: number;
  readonly strategy: 'MULTIPLE' | 'LINEAR';
  readonly failure_factor: number;
  readonly wait_increment_s: number;
  readonly max_failure_wait_s: number;
  readonly minimum_quick_login_wait_s: number;
  readonly quick_login_check_ms: number;
  readonly max_delta_s: number;
}

export interface OtpPolicy {
  readonly type: string;
  readonly algorithm: string;
  readonly digits: number;
  readonly period: number;
  readonly look_ahead: number;
  readonly reusable: boolean;
}

/** One attribute of the user profile, as far as the login pages of the user are concerned. */
export interface ProfileAttribute {
  readonly name: string;
  readonly display_name: string;
  readonly multivalued: boolean;
  /** `undefined`: never required. Empty lists: always. */
  readonly required?: { readonly roles: readonly string[]; readonly scopes: readonly string[] };
  readonly edit: readonly string[];
  readonly view: readonly string[];
  readonly selector_scopes: readonly string[];
  readonly validations: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

/** A realm as the named server version would hold it after importing the document. */
export interface Realm {
  readonly name: string;
  readonly version: KnownVersion;
  readonly enabled: boolean;
  readonly ssl_required: string;
  readonly registration_allowed: boolean;
  readonly registration_email_as_username: boolean;
  readonly remember_me: boolean;
  readonly verify_email: boolean;
  readonly login_with_email: boolean;
  readonly duplicate_emails: boolean;
  readonly reset_password: boolean;
  readonly edit_username: boolean;
  readonly internationalization: boolean;
  readonly organizations_enabled: boolean;
  readonly passkeys: boolean;
  readonly smtp: boolean;
  readonly sso_idle_s: number;
  readonly sso_max_s: number;
  readonly password_policy: ReadonlyMap<string, string>;
  readonly otp_policy: OtpPolicy;
  readonly brute_force: BruteForce;
  readonly attributes: Readonly<Record<string, string>>;
  /** Alias of the realm's browser flow; `undefined` when the import names a flow that does not exist. */
  readonly browser_flow?: string;
  readonly registration_flow?: string;
  readonly flows: ReadonlyMap<string, Flow>;
  readonly executions: ReadonlyMap<string, Execution>;
  /** By flow alias. */
  readonly levels: ReadonlyMap<string, Level>;
  /** The row that stands for a subflow, by the subflow's alias. */
  readonly owners: ReadonlyMap<string, Execution>;
  readonly configs: readonly Readonly<Record<string, string>>[];
  readonly required_actions: ReadonlyMap<string, RequiredAction>;
  readonly clients: ReadonlyMap<string, Client>;
  readonly client_scopes: ReadonlyMap<string, ClientScope>;
  /** Existing roles, named as in `User.roles`. */
  readonly roles: ReadonlySet<string>;
  readonly users: ReadonlyMap<string, User>;
  readonly emails: ReadonlyMap<string, string>;
  readonly organizations: readonly Organization[];
  readonly identity_providers: ReadonlyMap<string, IdentityProvider>;
  readonly profile: readonly ProfileAttribute[];
  /** Locale texts of the realm, which override the server's bundle: key to English text. */
  readonly texts: ReadonlyMap<string, string>;
}
