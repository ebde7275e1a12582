import { StigError } from '../io/diagnostic.js';
import { violations } from '../io/schema.js';
import type { Source } from '../io/source.js';
import { parseYaml, type YamlValue } from '../io/yaml.js';
import type { Policy, PolicyRequirement } from '../model/policy.js';

/** Demands that one policy may make, and phrases that it may forbid: each is held against each review. */
const MOST = 1000;

/**
 * Reads a policy out of JSON or YAML. Throws a StigError that names every place where it is none: a member that is not
 * known is an error, so that a mistyped demand is not taken for one that is met.
 */
export async function readPolicy(source: Source): Promise<Policy> {
  const value = valueIn(source);
  const fail = (problems: { pointer: string; message: string }[]): never => {
    throw new StigError(
      problems.slice(0, 50).map(({ pointer, message }) => ({
        code: 'schema-violation' as const,
        severity: 'error' as const,
        file: source.name,
        ...(pointer === '' ? {} : { pointer }),
        message: `${pointer === '' ? 'the policy ' : ''}${message}`,
        hint: 'docs/validate.md shows what a policy may hold; schemas/policy.schema.json says it.',
      })),
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

function valueIn({ name, text }: Source): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return plain(parseYaml(text.replace(/^\ufeff/, ''), name), null);
  }
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
