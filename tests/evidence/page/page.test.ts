import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, test } from 'node:test';
import { renderPage } from '../../../src/evidence/page/page.ts';
import type { Summary } from '../../../src/summary/summary.ts';
import { blockedSummary } from '../sample-blocked.ts';
import { samplePacket } from '../sample-packet.ts';
import { readySummary } from '../sample-ready.ts';
import { interruptedSummary, largeSummary, unmappedSummary } from '../sample-summary.ts';
import { renderSample, textOf } from './render-sample.ts';

const MAKERS: Readonly<Record<string, () => Summary>> = {
  ready: readySummary,
  blocked: blockedSummary,
  unmapped: unmappedSummary,
  interrupted: interruptedSummary,
  large: () => largeSummary(40, 2),
};
const pages = new Map<string, string>();

before(async () => {
  for (const [name, make] of Object.entries(MAKERS)) pages.set(name, await renderSample(make()));
});

function pageOf(name: string): string {
  return pages.get(name) ?? assert.fail(`no page ${name}`);
}

for (const [name, word] of [
  ['ready', 'Ready'],
  ['blocked', 'Blocked'],
  ['unmapped', 'Not readiness evidence'],
  ['interrupted', 'Interrupted'],
] as const) {
  test(`the card of a ${name} run begins with status, reason and the one action`, () => {
    const { verdict } = (MAKERS[name] ?? assert.fail)();
    const text = textOf(pageOf(name));
    assert.ok(text.includes(`May this go to UAT? ${word} ${verdict.reason} Do this first ${verdict.next_action}`));
    assert.match(pageOf(name), new RegExp(`<title>${word} – UAT evidence packet</title>`));
    for (const role of verdict.signoff) assert.ok(text.includes(role));
  });
}

test('the sections stand in the order in which an approver asks', () => {
  const ids = [...pageOf('blocked').matchAll(/<h[12] id="([^"]+)"/g)].map((match) => match[1]);
  const order = ['decision', 'gates', 'flows', 'personas', 'proof', 'not-tested', 'evidence', 'diagnostics'];
  assert.deepEqual(ids, order);
});

test('a simulated run says what it does not prove', () => {
  assert.ok(textOf(pageOf('blocked')).includes('never the realm'));
  assert.ok(!textOf(pageOf('ready')).includes('never the realm'));
});

test('the reason stands at the first column that differs', () => {
  const text = textOf(pageOf('blocked'));
  assert.match(
    text,
    /2 differs here .*Step 2 differs\. Promised mfa_enrollment , predicted mfa_enrollment , observed callback \./,
  );
  assert.match(text, /Observed because Conditional OTP \(auth-otp-form\) is CONDITIONAL/);
});

test('what was not tested, waivers with days left, and withheld pictures are in sight', () => {
  const text = textOf(pageOf('blocked'));
  assert.ok(text.includes('No test carries @FLOW-AUTH-MFA-001 and @recovery.'));
  assert.match(text, /account-team .*DOC-FIX-118 .*2026-12-15 24 days left/);
  assert.match(text, /Withheld A wrong code is refused \(login-otp\) The page moved/);
});

for (const name of Object.keys(MAKERS)) {
  test(`${name}: nothing is loaded from elsewhere, and nothing runs`, () => {
    const page = pageOf(name);
    assert.doesNotMatch(page, /<script|<iframe|<object|<embed|<link|@import|javascript:|\son\w+=|url\(/i);
    assert.doesNotMatch(page, /(?:src|href|action|srcset)="(?:https?:)?\/\//i);
    const sources = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map((match) => match[1] ?? '');
    for (const source of sources) assert.match(source, /^(#[\w.-]+|data\/[\w./-]+|data:image\/png;base64,[\w+/=]+)$/);
  });

  test(`${name}: every anchor exists, once`, () => {
    const ids = [...pageOf(name).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    assert.equal(new Set(ids).size, ids.length);
    for (const [, target] of pageOf(name).matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), `#${target}`);
  });

  test(`${name}: headings never skip a level`, () => {
    const levels = [...pageOf(name).matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
    assert.equal(levels[0], 1);
    for (const [at, level] of levels.entries()) assert.ok(level <= (levels[at - 1] ?? 0) + 1, `h${level} at ${at}`);
  });
}

test('the policy names the digest of the style that is there', () => {
  const page = pageOf('ready');
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? '';
  const digest = createHash('sha256').update(style).digest('base64');
  assert.ok(page.includes(`style-src &#39;sha256-${digest}&#39;`));
  assert.doesNotMatch(page, /\sstyle="/);
});

test('every state is a word beside its icon', () => {
  const cells = [...pageOf('blocked').matchAll(/<a class="cell is-(\w+)"[\s\S]*?<\/a>/g)];
  assert.equal(cells.length, 24);
  for (const [markup, state] of cells)
    assert.match(markup.replace(/<[^>]+>/g, ' ').toLowerCase(), new RegExp(`\\b${state}\\b`));
});

test('titles that attack the page stay text', async () => {
  const summary = blockedSummary();
  const title = '</title></script><script>alert(1)</script><!-- \u202EDESSAP\u2028 javascript:alert(1) " onload="x';
  const tests = summary.tests.map((row) => ({ ...row, title, reason: title }));
  const attacked = {
    ...summary,
    tests,
    verdict: { ...summary.verdict, reason: title, next_action: title, signoff: [title] },
  };
  const page = await renderSample(attacked);
  const bare = (text: string) => text.replace(/>[^<]*</g, '><').replace(/"[^"]*"/g, '""');
  const tags = (text: string) => new Set(bare(text).match(/<\/?[a-z0-9!-]+/gi));
  assert.deepEqual(tags(page), tags(pageOf('blocked')));
  assert.doesNotMatch(page, /[\u202A-\u202E\u2028]/);
  assert.ok(page.includes('[U+202E]DESSAP[U+2028]'));
});

test('2,000 tests stay below 5 MB', async () => {
  const page = renderPage({ ...(await samplePacket(largeSummary(50, 5))), documents: [] });
  const bytes = Buffer.byteLength(page);
  assert.ok(bytes > 500_000 && bytes < 5 * 1024 * 1024, `${bytes} bytes`);
});
