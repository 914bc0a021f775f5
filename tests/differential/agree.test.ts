import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference, strictDifference } from './agree.ts';
import { judge } from './known-differences.ts';

const seen = { pages: ['login', 'login', 'error'], messages: [null, 'Wrong.', 'No  way.'], end: 'error' };

test('repeats of a page and blanks in a text make no difference', () => {
  assert.equal(difference([seen], [{ ...seen, pages: ['login', 'error'], messages: [null, 'No way.'] }]), undefined);
  assert.match(
    strictDifference([seen], [{ ...seen, pages: ['login', 'error'] }]) ?? '',
    /visit 0: saw "login,login,error"/,
  );
});

test('pages, end, error and the text of an error page make one', () => {
  const against = (change: object) => difference([seen], [{ ...seen, ...change }]) ?? 'none';
  assert.match(
    against({ pages: ['login', 'terms', 'error'] }),
    /visit 0: saw "login, error", predicted "login, terms, error"/,
  );
  assert.match(against({ end: 'callback' }), /saw "error", predicted "callback" after login, login, error/);
  assert.match(against({ end: 'callback-error', error: 'access_denied' }), /predicted "callback-error access_denied"/);
  assert.match(against({ messages: [null, 'Wrong.', 'Yes.'] }), /saw "No way\.", predicted "Yes\."/);
  assert.match(difference([seen, seen], [seen]) ?? '', /visit 1: no prediction/);
});

test('texts of other pages and the list to choose from count only when every text does', () => {
  const other = { ...seen, messages: [null, 'Right.', 'No way.'] };
  assert.equal(difference([seen], [other]), undefined);
  assert.match(strictDifference([seen], [other]) ?? '', /as texts/);
  assert.match(strictDifference([{ ...seen, options: [['Password']] }], [seen]) ?? '', /to choose from/);
});

test('the list of known differences may only shrink', () => {
  const known = [
    { id: 's1-user-0', version: '26.7.3', why: 'a reason' },
    { id: 's2-user-0', version: '26.7.3', why: 'a reason' },
    { id: 's2-user-0', version: '26.5.0', why: 'a reason' },
    { id: 's9-user-0', version: '26.7.3', why: 'a reason' },
  ];
  const compared = [
    { id: 's1-user-0', version: '26.7.3', why: 'still' },
    { id: 's2-user-0', version: '26.7.3' },
    { id: 's3-user-0', version: '26.7.3', why: 'new' },
  ];
  const { fresh, gone } = judge(compared, known);
  assert.deepEqual(fresh, [compared[2]]);
  assert.deepEqual(gone, [known[1]]);
});
