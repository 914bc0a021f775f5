/** Why a value is refused: a message key and the values its text shows after the attribute's name. */
export interface ValueError {
  readonly key: string;
  readonly values: readonly string[];
}

type Options = Readonly<Record<string, unknown>>;
type Validator = (value: string, options: Options) => ValueError | undefined;

/** The validators of a stock server by id (`org.keycloak.validate.validators`, `org.keycloak.userprofile.validator`). */
const VALIDATORS: ReadonlyMap<string, Validator> = new Map([
  ['length', checkLength],
  ['email', checkEmail],
  ['pattern', checkPattern],
  ['options', checkOptions],
  ['integer', checkInteger],
  ['double', checkDouble],
  ['uri', (value) => (isUri(value) ? undefined : error('error-invalid-uri'))],
  ['local-date', (value) => (Number.isNaN(Date.parse(value)) ? error('error-invalid-date') : undefined)],
  ['iso-date', (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? undefined : error('error-invalid-date'))],
  [
    'person-name-prohibited-characters',
    (value) => matching(/[<>&"\v$%!#?§;*~/\\|^=[\]{}()\p{Cc}]/u, value, PERSON_NAME),
  ],
  ['username-prohibited-characters', (value) => matching(/[<>&"'\s$%!#?§,;:*~/\\|^=[\]{}()`\p{Cc}]/u, value, USERNAME)],
]);

const PERSON_NAME = 'error-person-name-invalid-character';
const USERNAME = 'error-username-invalid-character';

/** Checks one value. An unknown validator accepts: what an extension checks cannot be known. */
export function validateValue(id: string, value: string, options: Options): ValueError | undefined {
  return VALIDATORS.get(id)?.(value, options);
}

function error(key: string, ...values: readonly string[]): ValueError {
  return { key, values };
}

function matching(forbidden: RegExp, value: string, key: string): ValueError | undefined {
  return forbidden.test(value) ? error(key) : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Source: `LengthValidator`: trimmed unless switched off. */
function checkLength(value: string, options: Options): ValueError | undefined {
  const isKept = options['trim-disabled'] === true || options['trim-disabled'] === 'true';
  const { length } = isKept ? value : value.trim();
  const [min, max] = [numberOf(options['min']), numberOf(options['max'])];
  const isShort = min !== undefined && length < min;
  if (!isShort && (max === undefined || length <= max)) return undefined;
  if (min !== undefined && max !== undefined) return error('error-invalid-length', String(min), String(max));
  return isShort
    ? error('error-invalid-length-too-short', String(min))
    : error('error-invalid-length-too-long', '', String(max));
}

const LOCAL_PART = 64;
const EMAIL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

function checkEmail(value: string, options: Options): ValueError | undefined {
  const local = value.slice(0, value.lastIndexOf('@'));
  const most = numberOf(options['max-local-length']) ?? LOCAL_PART;
  const isWellFormed = EMAIL.test(value) && !/^\.|\.\.|\.@/.test(value);
  return isWellFormed && local.length <= most ? undefined : error('error-invalid-email');
}

function checkPattern(value: string, options: Options): ValueError | undefined {
  const { pattern, 'error-message': text } = options;
  if (typeof pattern !== 'string') return undefined;
  try {
    if (new RegExp(`^(?:${pattern})$`, 'u').test(value)) return undefined;
  } catch {
    return undefined;
  }
  return error(typeof text === 'string' && text !== '' ? text : 'error-pattern-no-match');
}

function checkOptions(value: string, options: Options): ValueError | undefined {
  const { options: listed } = options;
  return Array.isArray(listed) && !listed.includes(value) ? error('error-invalid-value') : undefined;
}

function checkInteger(value: string, options: Options): ValueError | undefined {
  return /^[+-]?\d+$/.test(value) ? checkRange(Number(value), options) : error('error-invalid-number');
}

function checkDouble(value: string, options: Options): ValueError | undefined {
  const number = numberOf(value);
  return number === undefined ? error('error-invalid-number') : checkRange(number, options);
}

function checkRange(value: number, options: Options): ValueError | undefined {
  const [min = -Infinity, max = Infinity] = [numberOf(options['min']), numberOf(options['max'])];
  return value < min || value > max ? error('error-number-out-of-range', String(min), String(max)) : undefined;
}

function isUri(value: string): boolean {
  return /^https?:\/\/\S+$/.test(value) && URL.canParse(value);
}
