import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import type { Contract } from '../../src/contract/contract.ts';
import { signInRequest } from '../../src/contract/foresee.ts';
import type { Walk } from '../../src/contract/walk.ts';
import { watchCallback } from '../../src/journey/application.ts';
import { openCodeLedger } from '../../src/journey/code-ledger.ts';
import { type Followed, followWalk } from '../../src/journey/follow-walk.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import type { Realm } from '../../src/keycloak/realm.ts';
import type { Request } from '../../src/keycloak/request.ts';
import { startKeycloak } from '../../src/provider/keycloak/server.ts';
import { writeConnection } from '../../src/provider/keycloak-connection.ts';
import { openKeycloak } from '../../src/provider/keycloak-provider.ts';
import { startPortal } from '../../src/provider/portal/portal.ts';
import { realmSource } from '../../src/provider/realm-source.ts';
import { createVault } from '../../src/redaction/secret.ts';
import { foreseenUsers } from '../../src/run/persona-user.ts';
import { createPersonaUsers } from '../../src/run/persona-users.ts';
import { paceOf } from '../../src/run/play-walk.ts';
import { findBrowser, launchOptions } from '../../src/setup/browser.ts';

const PAGE_TIMEOUT = 30_000;

/** A realm document and the contract that is played in it. */
export interface LiveCase {
  readonly contract: Contract;
  readonly document: { readonly realm: string } & Readonly<Record<string, unknown>>;
}

/** One realm on the server. Every walk is gone by a new user in a new browser context. */
export interface LiveRealm {
  readonly realm: Realm;
  walk(walk: Walk): Promise<Followed & { readonly seconds: number }>;
  close(): Promise<void>;
}

/** A Keycloak of this test alone, and a Chromium. */
export interface Live {
  open(live: LiveCase): Promise<LiveRealm>;
  stop(): Promise<void>;
}

export async function startLive(version: string): Promise<Live> {
  const keycloak = await startKeycloak({ version, log: () => undefined });
  const browser = await chromium.launch(launchOptions(findBrowser()));
  const folder = mkdtempSync(join(tmpdir(), 'flowproof-live-'));
  const env: NodeJS.ProcessEnv = {};
  const { baseUrl, admin } = keycloak;
  writeConnection(env, { baseUrl, version, username: admin.username, password: admin.password(), origin: 'started' });
  const run = { vault: createVault(randomBytes(32)), ledger: openCodeLedger(folder) };
  return {
    open: (live) => openRealm(live, { version, env, run, browser }),
    stop: async () => {
      await browser.close();
      await keycloak.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function textsOf(request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

interface Ground {
  readonly version: string;
  readonly env: NodeJS.ProcessEnv;
  readonly run: Parameters<typeof createPersonaUsers>[0];
  readonly browser: Browser;
}

async function openRealm({ contract, document }: LiveCase, { version, env, run, browser }: Ground): Promise<LiveRealm> {
  const { client, redirect_uri, params } = contract.provider_state;
  const users = foreseenUsers(contract.identity_graph.personas);
  const realm = readRealm({ ...document, users }, { version, file: document.realm });
  const provider = await openKeycloak(realmSource(document, version), env);
  const portal = await startPortal({ issuer: provider.issuer, clientId: client });
  const redirectUri = new URL(new URL(redirect_uri).pathname, portal.url).href;
  const stage = { provider, application: portal.url, redirectUri, realm, close: async () => undefined };
  const file = { file: document.realm, text: '', contract };
  // Not through the application, which finds no provider where the fault is that the realm does not answer.
  const request = signInRequest({ client, redirect_uri: redirectUri, params });
  const authorizationUrl = `${provider.issuer}/protocol/openid-connect/auth?${new URLSearchParams(textsOf(request))}`;
  return {
    realm,
    walk: async (walk) => {
      const started = performance.now();
      const instance = randomBytes(6).toString('hex');
      const played = await createPersonaUsers(run, instance, () => undefined).get(stage, file, walk.persona);
      const context = await browser.newContext();
      const page = await context.newPage();
      const callback = watchCallback(page, redirectUri);
      try {
        await page.goto(authorizationUrl);
        const pace = paceOf(realm.brute_force);
        const followed = await followWalk(page, walk, { wallet: played.wallet, callback, timeout: PAGE_TIMEOUT, pace });
        return { ...followed, seconds: (performance.now() - started) / 1000 };
      } finally {
        await context.close();
      }
    },
    close: async () => {
      await portal.stop();
      // The server is thrown away at the end: a realm that a busy one is slow to delete says nothing about a walk.
      await provider.stop().catch(() => undefined);
    },
  };
}
