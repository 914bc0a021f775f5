import { isRecord, listIn, textsIn } from '../document.ts';
import { anyOf, becoming, flipping, type Operator, type Other, type Others, removing, replacing } from '../operator.ts';
import { parsed } from './attribute-operators.ts';

const ORGANIZATION = 'organizations.*';
const PROVIDER = 'identityProviders.*';
const PROFILE = 'kc.user.profile.config';

/** What can be wrong in organizations, identity providers and the user profile. */
export const ORGANIZATION_OPERATORS: readonly Operator[] = [
  replacing('organization.enabled', [`${ORGANIZATION}.enabled`], flipping(true)),
  replacing('organization.removed', [ORGANIZATION], removing),
  replacing('organization.alias', [`${ORGANIZATION}.alias`], otherText),
  replacing('organization.domain', [`${ORGANIZATION}.domains.*`], removing),
  replacing('organization.member', [`${ORGANIZATION}.members.*`], removing),
  replacing('organization.identity-provider', [`${ORGANIZATION}.identityProviders.*`], removing),
  replacing('identity-provider.enabled', [`${PROVIDER}.enabled`], flipping(true)),
  replacing('identity-provider.switch', [`${PROVIDER}.linkOnly`, `${PROVIDER}.hideOnLogin`], flipping()),
  replacing('identity-provider.config', [`${PROVIDER}.config.*`], anyOf(otherText, removing)),
  replacing('identity-provider.removed', [PROVIDER], removing),
  replacing('profile.attribute', ['components.*.*.config.*.*'], otherProfiles),
];

function otherText({ value }: Parameters<Others>[0]): Other[] {
  return typeof value === 'string' ? [becoming(`${value}-other`)] : [];
}

type Attribute = Readonly<Record<string, unknown>>;

/** The profile is JSON within a text: each attribute left out, demanded or not, closed to the user, or without a validation. */
function otherProfiles({ at, value }: Parameters<Others>[0]): Other[] {
  const profile = at.includes(PROFILE) ? parsed(value) : undefined;
  if (!isRecord(profile)) return [];
  const attributes = listIn(profile['attributes']).filter(isRecord);
  const written = (next: readonly Attribute[]) => JSON.stringify({ ...profile, attributes: next });
  return attributes.flatMap((attribute, index) => [
    { value: `-${attribute['name']}`, becomes: written(attributes.toSpliced(index, 1)) },
    ...variantsOf(attribute).map(([said, variant]) => ({
      value: `${attribute['name']} ${said}`,
      becomes: written(attributes.with(index, variant)),
    })),
  ]);
}

function variantsOf(attribute: Attribute): (readonly [said: string, variant: Attribute])[] {
  const { required, permissions, validations } = attribute;
  const { required: _demand, ...free } = attribute;
  const demanded = required === undefined ? { ...attribute, required: { roles: ['user'] } } : free;
  const edit = isRecord(permissions) ? textsIn(permissions['edit']) : [];
  const { validations: _checks, ...unchecked } = attribute;
  return [
    [required === undefined ? 'required' : 'not required', demanded],
    ...(edit.includes('user')
      ? [['closed to the user', { ...attribute, permissions: { ...asRecord(permissions), edit: ['admin'] } }] as const]
      : []),
    ...(validations === undefined ? [] : [['without validations', unchecked] as const]),
  ];
}

function asRecord(value: unknown): Attribute {
  return isRecord(value) ? value : {};
}
