import { answerLine } from '../../src/keycloak/batch.ts';
import { Problem } from '../../src/problem.ts';
import { type AdminClient, adminClient, type RealmDocument } from '../../src/provider/keycloak/admin.ts';
import type { KeycloakServer } from '../../src/provider/keycloak/server.ts';
import { difference, strictDifference } from './agree.ts';
import type { Plan } from './generate/realm.ts';
import type { UserDocument } from './generate/users.ts';
import { type Observed, type Place, record } from './observe/record.ts';
import type { Tried } from './report.ts';
import { rulesOf } from './rules.ts';

/** A real server on which realms are tried out, one at a time. */
export interface Laboratory {
  /** Plays the logins in the realm, `pace_ms` milliseconds a page, and compares them with what was predicted. */
  run(document: RealmDocument, plans: readonly Plan[], pace_ms?: number): Promise<Result[]>;
}

/** One login, what the server did, and what was predicted. */
export interface Result {
  readonly plan: Plan;
  readonly tried: Tried;
  readonly observed: readonly Observed[];
  readonly predicted: ReturnType<typeof predictedBy>;
}

export function laboratory(server: KeycloakServer): Laboratory {
  const admin = adminClient({ baseUrl: server.baseUrl, ...server.admin });
  return {
    run: async (document, plans, pace_ms = 0) => {
      const refused = await imported(admin, document);
      if (refused !== undefined) return plans.map((plan) => refusedResult(document, plan, refused));
      const results: Result[] = [];
      const place = { baseUrl: server.baseUrl, realm: document.realm, pace_ms };
      for (const plan of plans) results.push(await one(place, document, plan));
      await admin.deleteRealm(document.realm);
      return results;
    },
  };
}

/** Why the server would not have the realm; a server that does not answer at all ends the run. */
async function imported(admin: AdminClient, document: RealmDocument): Promise<string | undefined> {
  try {
    await admin.createRealm(document);
    return undefined;
  } catch (error) {
    if (error instanceof Problem && error.code === 'keycloak-failed') return error.details[0]?.what ?? error.message;
    throw error;
  }
}

async function one(place: Place, document: RealmDocument, plan: Plan): Promise<Result> {
  const user = usersOf(document).find(({ username }) => username === plan.persona.username);
  const observed = user ? await record(place, plan, user) : [];
  const predicted = predictedBy(document, plan);
  return { plan, observed, predicted, tried: compared({ document, plan, observed, predicted }) };
}

function compared({ document, plan, observed, predicted }: Omit<Result, 'tried'> & { document: RealmDocument }): Tried {
  const named = { id: plan.id, version: plan.server_version };
  if (observed.some(({ end }) => end === 'loop')) return { ...named, rules: [], left_out: 'goes round in circles' };
  if (!('visits' in predicted)) return { ...named, rules: [], why: predicted.refused };
  const why = difference(observed, predicted.visits);
  const strict = strictDifference(observed, predicted.visits);
  const rules = rulesOf(document, plan);
  return { ...named, rules, ...(why === undefined ? {} : { why }), ...(strict === undefined ? {} : { strict }) };
}

function predictedBy(document: RealmDocument, plan: Plan) {
  try {
    return answerLine(plan, document);
  } catch (error) {
    if (error instanceof Problem) return { refused: `predicted that the server refuses the realm: ${error.message}` };
    throw error;
  }
}

function refusedResult(document: RealmDocument, plan: Plan, refused: string): Result {
  const predicted = predictedBy(document, plan);
  const isForeseen = !('visits' in predicted);
  const left_out = `the server refused the realm, ${isForeseen ? 'as' : 'not as'} predicted: ${refused}`;
  return { plan, observed: [], predicted, tried: { id: plan.id, version: plan.server_version, rules: [], left_out } };
}

function usersOf({ users }: RealmDocument): UserDocument[] {
  return Array.isArray(users) ? users : [];
}
