import type { Page } from '../../../keycloak/page.ts';

/** What a page shows of a device that is being enrolled. `encoded` is Base32 in groups of four, as Keycloak prints it. */
export interface TotpView {
  readonly secret: string;
  readonly encoded: string;
  readonly picture: string;
  readonly manual: boolean;
  readonly algorithm: string;
  readonly digits: number;
  readonly period: number;
  /** Another device exists: the name is required. */
  readonly named: boolean;
}

/** New recovery codes, as shown once. */
export interface RecoveryView {
  readonly codes: readonly string[];
  readonly generated_at: number;
}

/** Where the page's form and links lead. Paths on the provider, except `client`. */
export interface PageUrls {
  readonly action: string;
  readonly restart: string;
  readonly register: string;
  readonly reset: string;
  /** Above the addresses of external identity providers. */
  readonly broker: string;
  /** The enrolment page in its other mode. */
  readonly mode: string;
}

/** Everything a page body needs. Values are raw: bodies escape by `html`. */
export interface PageView {
  readonly page: Page;
  readonly urls: PageUrls;
  readonly username_label: string;
  readonly client_name: string;
  readonly code: string;
  readonly totp?: TotpView;
  readonly recovery?: RecoveryView;
}
