import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import * as ids from '../../src/keycloak/provider-ids.ts';

const ROOM = new URL('../../src/keycloak/', import.meta.url);
const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

/** Text without comments: sentences may name a provider. */
const code = (name: string) => readFileSync(new URL(name, ROOM), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

test('a provider id is written down once', (context) => {
  // These two are also the names of a scope and of a page.
  const unique = Object.values(ids).filter((id) => id !== ids.ORGANIZATION_STEP && id !== ids.WEBAUTHN_REGISTER);
  const others = files.filter((name) => name !== 'provider-ids.ts').map((name) => ({ name, text: code(name) }));
  const found = others.flatMap(({ name, text }) =>
    unique.filter((id) => text.includes(`'${id}'`)).map((id) => `${name}: ${id}`),
  );
  context.diagnostic(`${files.length} files, ${unique.length} ids`);
  assert.deepEqual(found, []);
  assert.ok(files.length > 40 && code('provider-ids.ts').includes(`'${ids.OTP_FORM}'`));
});

test('the room imports nothing but itself, the shared nouns, the reading of documents and zod', () => {
  const allowed =
    /^(?:zod|\.\.\/\.\.\/document\/[\w-]+\.ts|\.\.\/(?:\.\.\/)?(?:problem|finding|trace)\.ts|\.{1,2}\/[\w-]+(?:\/[\w-]+)?\.ts)$/;
  const imports = files.flatMap((name) =>
    [...code(name).matchAll(/from '([^']+)'/g)].map(([, target]) => `${name} ${target}`),
  );
  assert.deepEqual(
    imports.filter((line) => !allowed.test(line.split(' ')[1] ?? '')),
    [],
  );
  assert.ok(imports.length > 100);
});
