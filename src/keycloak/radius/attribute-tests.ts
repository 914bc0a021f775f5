import { USER_ATTRIBUTE } from '../provider-ids.ts';
import type { Realm } from '../realm.ts';
import type { Facet, Ground } from './facet.ts';
import { oddAttribute, rawValues } from './raw-user.ts';
import { configsOf } from './realm-configs.ts';

type Config = Readonly<Record<string, string>>;

/** A question the realm asks about the values of one attribute, and the short text of its answer. */
export interface AttributeTest {
  readonly name: string;
  readonly test: (values: readonly string[]) => string;
  /** Values of groups are asked too. */
  readonly inherits: boolean;
}

/** Answers to every question about attributes; questions with the same answers are no difference. */
export function attributeFacet({ run }: Ground): Facet | undefined {
  const tests = attributeTests(run.realm);
  if (tests.length === 0) return undefined;
  return (user) => tests.map(({ name, test }) => `${test(rawValues(user, name))}${oddAttribute(user, name)}`).join();
}

/** Sources: `ConditionalUserAttributeValue`, `ConditionalOtpFormAuthenticator`, `AuthenticatorUtils` (permanent lockout). */
export function attributeTests(realm: Realm): AttributeTest[] {
  const executions = [...realm.executions.values()];
  const conditions = executions.filter(({ authenticator }) => authenticator === USER_ATTRIBUTE);
  return [
    ...conditions.flatMap(({ config }) => (config ? conditionTest(config) : [])),
    ...configsOf(realm).flatMap(({ otpControlAttribute: name }) =>
      name === undefined ? [] : [firstIs(name, CONTROLS)],
    ),
    ...(realm.brute_force.protected ? [firstIs('disabledReason', ['permanentLockout'])] : []),
  ];
}

const CONTROLS = ['skip', 'force'];

function firstIs(name: string, words: readonly string[]): AttributeTest {
  return { name, inherits: false, test: ([first = '']) => String(words.indexOf(first)) };
}

/** A pattern that is none breaks the login whatever the values are. */
function conditionTest(config: Config): AttributeTest[] {
  const { attribute_name: name = '', attribute_expected_value: expected, include_group_attributes, regex } = config;
  const matches = regex?.toLowerCase() === 'true' ? fullMatch(expected ?? '') : (value: string) => value === expected;
  const inherits = include_group_attributes?.toLowerCase() === 'true';
  return matches ? [{ name, inherits, test: (values) => (values.some(matches) ? '1' : '0') }] : [];
}

function fullMatch(pattern: string): ((value: string) => boolean) | undefined {
  try {
    const expression = new RegExp(`^(?:${pattern})$`, 's');
    return (value) => expression.test(value);
  } catch {
    return undefined;
  }
}
