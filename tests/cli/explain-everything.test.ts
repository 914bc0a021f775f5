import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '../../src/keycloak/explain/decision.ts';
import { explain } from '../../src/keycloak/explain/explain.ts';
import { predict, type Visit } from '../../src/keycloak/predict.ts';
import { readRealm } from '../../src/keycloak/read-realm.ts';
import { Problem } from '../../src/problem.ts';
import { type Scenario, scenarioOf } from '../differential/generate/realm.ts';

const SEEDS = Array.from({ length: 150 }, (_, seed) => seed);

/** The first visit of each person in a generated realm; none when the server would refuse the realm. */
function visitsOf({ document, plans }: Scenario): Visit[] {
  try {
    const realm = readRealm(document, { version: '26.7.3' });
    const fixed = { response_type: 'code', scope: 'openid', state: 'state', nonce: 'nonce' };
    return plans.map(({ persona, request, visits }) => ({
      ...{ realm, persona, hasty: true, now: 1_700_000_010 },
      request: { ...fixed, ...request, ...visits[0]?.params },
    }));
  } catch (error) {
    assert.ok(error instanceof Problem);
    return [];
  }
}

const flat = (rows: readonly Decision[]): Decision[] => rows.flatMap((row) => [row, ...flat(row.rows)]);
/** Pages beside the flow: nobody is asked by a row of it. */
const BESIDE: ReadonlySet<string> = new Set(['register', 'login-page-expired', 'login-reset-password']);
const CONSENT = 'OAUTH_GRANT';

/** What the tree of one page should have on screen, and what it has. */
function checkPage(visit: Visit, index: number): void {
  const { trace, flow, actions } = explain(visit, index + 1) ?? { actions: [] };
  const { page, because } = trace?.pages[index] ?? assert.fail('no such page');
  const rows = [...flat(flow?.rows ?? []), ...actions];
  const asked = rows.filter(({ verdict }) => verdict === 'asked').map(({ execution }) => execution);
  const named = because.execution === CONSENT ? 'consent' : because.execution;
  const where = `${visit.realm.name} ${visit.persona.username} page ${index + 1} ${page}`;
  assert.deepEqual(asked, page === 'error' || BESIDE.has(page) ? [] : [named], where);
  const closed = rows.filter(({ verdict }) => CLOSED.has(verdict)).flatMap(({ rows: inner }) => flat(inner));
  assert.ok(
    closed.every(({ verdict }) => verdict !== 'asked' && verdict !== 'inside'),
    where,
  );
}

const CLOSED: ReadonlySet<string> = new Set(['skipped', 'silenced', 'disabled']);

test('of every page in every generated realm the tree names the row that shows it, and no other', (context) => {
  const visits = SEEDS.flatMap((seed) => visitsOf(scenarioOf(seed, '26.7.3')));
  const pages = visits.flatMap((visit) => predict(visit).trace.pages.map((_page, index) => ({ visit, index })));
  for (const { visit, index } of pages) checkPage(visit, index);
  context.diagnostic(`${pages.length} pages explained`);
  assert.ok(pages.length > 500, `${pages.length} pages`);
});

test('a visit without pages is explained as well, and a page that is not shown is not', () => {
  const silent = SEEDS.flatMap((seed) => visitsOf(scenarioOf(seed, '26.7.3'))).filter(
    (visit) => predict(visit).trace.pages.length === 0,
  );
  assert.ok(silent.length > 0);
  for (const visit of silent) {
    assert.equal(explain(visit)?.page, 0);
    assert.equal(explain(visit, 1), undefined);
  }
});
