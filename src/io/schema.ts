/**
 * Holds JSON values against the schemas of schemas/. The validators are compiled ahead (scripts/generate/validators.mjs):
 * each is loaded when its kind is first asked for.
 */
const VALIDATORS = {
  benchmark: () => import('../generated/validators/benchmark.js'),
  checklist: () => import('../generated/validators/checklist.js'),
  'release-diff': () => import('../generated/validators/release-diff.js'),
  'checklist-diff': () => import('../generated/validators/checklist-diff.js'),
  'quarter-diff': () => import('../generated/validators/quarter-diff.js'),
  'blast-radius': () => import('../generated/validators/blast-radius.js'),
  report: () => import('../generated/validators/report.js'),
  overview: () => import('../generated/validators/overview.js'),
  'revision-history': () => import('../generated/validators/revision-history.js'),
  'cci-list': () => import('../generated/validators/cci-list.js'),
  answers: () => import('../generated/validators/answers.js'),
  policy: () => import('../generated/validators/policy.js'),
};

/** A kind of document that has a schema. */
export type SchemaName = keyof typeof VALIDATORS;

/** One way in which a value does not fit. */
export interface Violation {
  /** JSON pointer to the place; `''` is the whole value. */
  pointer: string;
  message: string;
}

type ValidatorError = NonNullable<Awaited<ReturnType<(typeof VALIDATORS)['benchmark']>>['default']['errors']>[number];

/** Where a value does not fit the schema of its kind, in the order of the schema; empty where it fits. */
export async function violations(kind: SchemaName, value: unknown): Promise<Violation[]> {
  const { default: validate } = await VALIDATORS[kind]();
  if (validate(value)) return [];
  const errors = withoutAlternatives(validate.errors ?? []);
  const found = new Map<string, Violation>();
  for (const error of errors) {
    const violation = { pointer: error.instancePath, message: messageOf(error, value) };
    found.set(`${violation.pointer}\n${violation.message}`, violation);
  }
  return [...found.values()];
}

/**
 * Of a value that fits none of several forms (an object or null), only what is wrong within is told: that it is not the
 * other form is no news. Where nothing is wrong within, the forms themselves are.
 */
function withoutAlternatives(errors: readonly ValidatorError[]): ValidatorError[] {
  let kept = [...errors];
  for (const union of errors.filter((error) => error.keyword === 'anyOf')) {
    const ofForms = kept.filter((error) => error !== union && isWithin(error.schemaPath, union.schemaPath));
    const deeper = kept.some((error) => error.keyword !== 'anyOf' && isBelow(error.instancePath, union.instancePath));
    const missing = kept.some(
      (error) =>
        error.instancePath === union.instancePath &&
        (error.keyword === 'required' || error.keyword === 'additionalProperties'),
    );
    if (deeper || missing) kept = kept.filter((error) => error !== union && !isTypeAt(error, union.instancePath));
    else kept = kept.filter((error) => !ofForms.includes(error) && !isTypeAt(error, union.instancePath));
  }
  return kept;
}

function isWithin(path: string, union: string): boolean {
  return path.startsWith(`${union}/`);
}

function isBelow(pointer: string, of: string): boolean {
  return pointer.startsWith(`${of}/`);
}

function isTypeAt(error: ValidatorError, pointer: string): boolean {
  return error.keyword === 'type' && error.instancePath === pointer;
}

function messageOf({ keyword, params, instancePath }: ValidatorError, value: unknown): string {
  const found = kindOf(at(value, instancePath));
  switch (keyword) {
    case 'required':
      return `the member ${JSON.stringify(params.missingProperty)} is missing`;
    case 'additionalProperties':
      return `the member ${JSON.stringify(params.additionalProperty)} is not known here`;
    case 'type':
      return `is ${found}, must be ${listed([params.type].flat().map(String))}`;
    case 'enum':
      return `is ${found}, must be one of ${listed((params.allowedValues as unknown[]).map((v) => JSON.stringify(v)))}`;
    case 'minimum':
    case 'maximum':
      return `is ${found}, must be ${String(params.comparison)} ${String(params.limit)}`;
    case 'const':
      return `is ${found}, must be ${JSON.stringify(params.allowedValue)}`;
    default:
      return `is ${found}, which fits none of the forms allowed here`;
  }
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

/** What stands there, in words: short values themselves, others by their type. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value.length <= 40 ? JSON.stringify(value) : 'a text';
  return String(value);
}

function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}
