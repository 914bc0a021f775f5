import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkVersion, DEFAULT_VERSION } from '../../../src/provider/keycloak/keycloak-version.ts';
import { mavenReason } from '../../../src/provider/keycloak/maven.ts';

test('released versions from 26 on pass', () => {
  for (const version of [DEFAULT_VERSION, '26.0.0', '27.0.0-rc1']) assert.equal(checkVersion(version), version);
});

test('older versions, and text that could leave a path, are refused', () => {
  for (const version of ['25.0.6', 'latest', '', '26', '26.7/../../x', '26.7.3 --debug']) {
    assert.throws(() => checkVersion(version), { code: 'bad-option' });
  }
});

test('the reason of a failed Maven run is its first error', () => {
  assert.equal(mavenReason(['noise', '\u001b[0m[ERROR] first', '[ERROR] second']), 'first');
  assert.equal(mavenReason(['mvn: broken']), 'mvn: broken');
  assert.equal(mavenReason(['\u001b[0m']), 'mvn unpacked nothing and gave no reason');
});
