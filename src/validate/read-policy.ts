import { StigError } from '../io/diagnostic.js';
import { offsetIn, parseJsonTree, pathOf } from '../io/json-tree.js';
import { didYouMean } from '../io/nearest.js';
import { violations } from '../io/schema.js';
import type { Source } from '../io/source.js';
import { parseYamlPlaces, type YamlValue } from '../io/yaml.js';
import type { Policy, PolicyRequirement } from '../model/policy.js';

/** Demands that one policy may make, and phrases that it may forbid: each is held against each review. */
const MOST = 1000;

/**
 * Reads a policy out of JSON or YAML. Throws a StigError that names every place where it is none: a member that is not
 * known is an error, so that a mistyped demand is not taken for one that is met.
 */
export async function readPolicy(source: Source): Promise<Policy> {
  const { value, offsetOf } = valueIn(source);
  const fail = (problems: { pointer: string; message: string }[]): never => {
    throw new StigError(
      problems.slice(0, 50).map(({ pointer, message }) => {
        const unknown = /^the member "([^"]*)" is not known here$/.exec(message)?.[1];
        const at = offsetOf(unknown === undefined ? pathOf(pointer) : [...pathOf(pointer), unknown]);
        const about = pointer === '' ? 'the policy ' : '';
        return {
          ...source.diagnosticAt(at, {
            code: 'schema-violation',
            severity: 'error',
            message: `${about}${message}${unknown === undefined ? '' : didYouMean(unknown, NAMES)}`,
            hint: 'docs/validate.md shows what a policy may hold; schemas/policy.schema.json says it.',
          }),
          ...(pointer === '' ? {} : { pointer }),
        };
      }),
    );
  };
  const problems = await violations('policy', value);
  if (problems.length > 0) fail(problems);
  const policy = value as Policy;
  const { requirements = [], forbiddenPhrases = [] } = policy;
  if (requirements.length > MOST || forbiddenPhrases.length > MOST) {
    fail([{ pointer: '', message: `makes more demands than are taken: ${MOST} requirements, ${MOST} phrases` }]);
  }
  const idle = requirements.flatMap((requirement, i) =>
    asksNothing(requirement) ? [{ pointer: `/requirements/${i}`, message: NOTHING_ASKED }] : [],
  );
  if (idle.length > 0) fail(idle);
  return policy;
}

const NOTHING_ASKED = 'asks for nothing: give allowed (false), needs or needsOneOf';

function asksNothing({ allowed, needs = [], needsOneOf = [] }: PolicyRequirement): boolean {
  return allowed !== false && needs.length === 0 && needsOneOf.length === 0;
}

/** Members of a policy and of a requirement, for guesses at mistyped ones. */
const NAMES: readonly string[] = [
  ...(['$schema', 'title', 'asset', 'forbiddenPhrases', 'requirements'] satisfies (keyof Policy)[]),
  ...([
    'name',
    'status',
    'severity',
    'overridden',
    'stigs',
    'rules',
    'allowed',
    'needs',
    'needsOneOf',
    'minLength',
    'level',
  ] satisfies (keyof PolicyRequirement)[]),
];

function valueIn(source: Source): { value: unknown; offsetOf(path: readonly (string | number)[]): number } {
  const { name, text } = source;
  try {
    const value: unknown = JSON.parse(text);
    return { value, offsetOf: (path) => offsetIn(parseJsonTree(source), path) };
  } catch {
    const { value, offsetOf } = parseYamlPlaces(text, name);
    // Numbers of a JSON pointer are keys of a list here.
    return { value: plain(value, null), offsetOf: (path) => offsetOf(path.map(numbered)) };
  }
}

function numbered(key: string | number): string | number {
  return /^\d+$/.test(String(key)) ? Number(key) : key;
}

/** Members whose values are no texts: YAML is read as texts alone, so that `no` and `007` stay what was typed. */
const TYPED: ReadonlyMap<string, (text: string) => unknown> = new Map([
  ['minLength', (text) => (/^\d{1,9}$/.test(text) ? Number(text) : text)],
  ['allowed', truth],
  ['overridden', truth],
]);

function truth(text: string): unknown {
  return text === 'true' ? true : text === 'false' ? false : text;
}

function plain(value: YamlValue, key: string | null): unknown {
  if (value instanceof Map) {
    // Defines members, so that no key reaches a prototype.
    return Object.fromEntries([...value].map(([name, item]) => [String(name), plain(item, String(name))]));
  }
  if (Array.isArray(value)) return value.map((item) => plain(item, null));
  return value === null || key === null ? value : (TYPED.get(key)?.(value) ?? value);
}
