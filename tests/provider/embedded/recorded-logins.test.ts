import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerLine } from '../../../src/keycloak/batch.ts';
import { startEmbedded } from '../../../src/provider/embedded/start-embedded.ts';
import { difference } from '../../differential/agree.ts';
import { type Plan, scenarioOf } from '../../differential/generate/realm.ts';
import type { UserDocument } from '../../differential/generate/users.ts';
import { type Observed, record } from '../../differential/observe/record.ts';
import { unpack } from '../../keycloak/vectors/unpack.ts';

/** A login that was recorded on a real server, with the name of its realm. */
interface Recorded extends Plan {
  readonly realm: string;
  readonly observed?: readonly Observed[];
}

interface Document {
  readonly realm: string;
  readonly users?: readonly UserDocument[];
}

// The files are written by the recorder; their shape is its own.
const realms: Readonly<Record<string, Document>> = JSON.parse(unpack('realms.json'));
const FILES = ['logins-26.7.3', 'logins-26.5.0', 'logins-26.4.7', 'public-realms-26.7.3'];

/** Plays a login on a fresh simulation of its realm, as the recorder and the differential test do on a real server. */
async function played(document: Document, plan: Plan): Promise<readonly Observed[]> {
  const user = document.users?.find(({ username }) => username === plan.persona.username);
  assert.ok(user, plan.persona.username);
  const provider = await startEmbedded({ realm: document, version: plan.server_version });
  try {
    return await record({ baseUrl: provider.baseUrl, realm: document.realm }, plan, user);
  } finally {
    await provider.stop();
  }
}

const recorded = (file: string): Recorded[] =>
  unpack(`${file}.jsonl`)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** A simulation is started for each: one login in this many is played. */
const EVERY = Number(process.env['EVERY'] ?? 25);

for (const file of FILES) {
  test(`what a server showed is served: ${file}, one login in ${EVERY}`, async () => {
    const logins = recorded(file).filter((login) => isCompared(login));
    const chosen = logins.filter((_, at) => at % EVERY === 0);
    assert.ok(chosen.length > 0);
    const bad: string[] = [];
    for (const { realm, observed = [], ...plan } of chosen) {
      const document = realms[realm];
      assert.ok(document, realm);
      const why = await played(document, plan).then((seen) => difference(observed, seen.map(withTexts)), String);
      if (why) bad.push(`${plan.id}: ${why}`);
    }
    assert.deepEqual(bad, []);
  });
}

test('what is predicted is served, for random realms', async () => {
  const bad: string[] = [];
  for (let seed = 5000; seed < 5012; seed += 1) {
    const { document, plans } = scenarioOf(seed, '26.7.3');
    for (const plan of plans) {
      const { visits } = answerLine(plan, document);
      const why = difference(await played(document, plan), visits);
      if (why) bad.push(`${plan.id}: ${why}`);
    }
  }
  assert.deepEqual(bad, []);
});

/** Not compared: realms that were refused, what goes round in circles, and a session of no age, which depends on the second of the clock. */
function isCompared({ observed, visits }: Recorded): boolean {
  if (!observed || observed.some(({ end }) => end === 'loop')) return false;
  return visits.every(({ params }) => params['max_age'] !== '0');
}

/** An observation in the place of a prediction. */
function withTexts(seen: Observed) {
  return { ...seen, options: seen.options ?? [] };
}
