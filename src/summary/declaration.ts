import type { Suite, TestCase } from '@playwright/test/reporter';
import { ANNOTATION, SUBPATHS } from '../flow-id.ts';
import { LANES, type Lane } from '../trace.ts';
import { type TestRow, waiver } from './summary.ts';

/** One cell that a test says it proves, as written: ids may be malformed or unknown. */
export interface Claim {
  readonly flow_id?: string;
  readonly subpath?: string;
  readonly matrix_id?: string;
}

/** What a test declares, before anything ran. */
export interface Declaration {
  readonly claims: readonly Claim[];
  readonly lane: Lane | undefined;
  readonly skip: TestRow['skip'];
}

type Declared = Pick<TestCase, 'annotations' | 'tags'>;

/** Annotation type that names the lane of a test without journeys. */
export const LANE_ANNOTATION = 'lane';

/**
 * Snapshot for `onBegin`. Annotations that a running test pushes appear in `test.annotations` only later, differ
 * between attempts and are lost when a worker dies; nothing may rest on them.
 */
export function declarations(suite: Suite): ReadonlyMap<string, Declaration> {
  return new Map(suite.allTests().map((test) => [test.id, declarationOf(test)]));
}

/** Reads annotations; where there is no `flow_id` annotation, the tags (`@FLOW-AUTH-MFA-001 @happy`). */
export function declarationOf(test: Declared): Declaration {
  const annotated = annotatedClaims(test);
  return {
    claims: distinct(annotated.length > 0 ? annotated : taggedClaims(test)),
    lane: LANES.find((known) => known === described(test, LANE_ANNOTATION)),
    skip: declaredSkip(test),
  };
}

/** Each `flow_id` begins a claim; what follows belongs to it. A test in a tagged `describe` has several. */
function annotatedClaims({ annotations }: Declared): Claim[] {
  const claims: Claim[] = [];
  for (const { type, description } of annotations) {
    if (type === ANNOTATION.flow_id) claims.push({ flow_id: description ?? '' });
    else if (type === ANNOTATION.subpath || type === ANNOTATION.matrix_id)
      claims.push({ ...claims.pop(), [type]: description ?? '' });
  }
  return claims;
}

function taggedClaims({ tags }: Declared): Claim[] {
  const names = tags.map((tag) => tag.slice(1));
  const subpaths = SUBPATHS.filter((subpath) => names.includes(subpath));
  const uat = names.find((name) => name.startsWith('UAT-'));
  const flows = names.filter((name) => name.startsWith('FLOW-'));
  return flows.flatMap((flow_id) =>
    (subpaths.length > 0 ? subpaths : [undefined]).map((subpath) => ({
      flow_id,
      ...(subpath ? { subpath } : {}),
      ...(uat ? { matrix_id: uat } : {}),
    })),
  );
}

function distinct(claims: readonly Claim[]): Claim[] {
  return [
    ...new Map(claims.map((claim) => [[claim.flow_id, claim.subpath, claim.matrix_id].join(' '), claim])).values(),
  ];
}

const WAIVER_FIELDS = waiver.omit({ expired: true }).shape;

/** The four fields of a governed skip, as far as they are declared; `test.skip('reason')` gives the reason. */
function declaredSkip(test: Declared): TestRow['skip'] {
  const marks = described(test, 'skip') ?? described(test, 'fixme');
  const found = Object.entries(WAIVER_FIELDS).flatMap(([field, schema]) => {
    const value = described(test, field) ?? (field === 'reason' ? marks : undefined);
    return value && schema.safeParse(value).success ? [[field, value]] : [];
  });
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function described({ annotations }: Declared, type: string): string | undefined {
  return annotations.findLast((annotation) => annotation.type === type)?.description?.trim() || undefined;
}
