import type { z } from 'zod';
import type { DocumentPath } from './fault.ts';

type Schema = z.core.JSONSchema.BaseSchema;

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** What a JSON Schema says about one place of a document: which values, which keys. */
export interface Accepted {
  readonly text: string;
  readonly values: readonly string[];
  readonly keys: readonly string[];
}

/** Looks a place up in the JSON Schema; alternatives (`anyOf`) are taken together. */
export function acceptedAt(schema: Schema, path: DocumentPath): Accepted {
  const found = path.reduce<Schema[]>((level, key) => level.flatMap((one) => below(one, key)), alternatives(schema));
  return {
    text: listed(found.map(words), 'or'),
    values: found.flatMap((one) => one.enum ?? []).map(String),
    keys: found.flatMap(keysOf),
  };
}

/** `P0, P1 or P2`. */
export function listed(items: readonly string[], conjunction: 'and' | 'or'): string {
  const unique = [...new Set(items)];
  const last = unique.at(-1) ?? '';
  return unique.length < 2 ? last : `${unique.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

function alternatives(schema: unknown): Schema[] {
  if (!isSchema(schema)) return [];
  return schema.anyOf ? schema.anyOf.flatMap(alternatives) : [schema];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(schema: Schema, key: string | number): Schema[] {
  return alternatives(
    typeof key === 'number' ? schema.items : (schema.properties?.[key] ?? schema.additionalProperties),
  );
}

function keysOf(schema: Schema): string[] {
  const names = isSchema(schema.propertyNames) ? (schema.propertyNames.enum ?? []).map(String) : [];
  return [...Object.keys(schema.properties ?? {}), ...names];
}

function words(schema: Schema): string {
  if (schema.enum) return listed(schema.enum.map(String), 'or');
  if (schema.const !== undefined) return String(schema.const);
  if (schema.minItems) return 'a list that is not empty';
  const type = TYPE_WORDS[String(schema.type)] ?? 'a value';
  const required = schema.required ?? [];
  return required.length > 0 ? `${type} with ${listed(required, 'and')}` : type;
}
