import { attribute, child, childrenNamed, elementsOf, textOf, type XmlElement } from '../../io/xml-element.js';
import { isResultWord } from '../../model/result-word.js';
import { isDateTime } from './ids.js';
import { wordOf } from './rule-result.js';
import { MANUAL_SYSTEM } from './write-benchmark.js';
import { cdf, type Namespaces, type Out } from './write-xml.js';

/** Children of a rule-result in the schema's order. Others have no place in it. */
const CHILDREN = ['override', 'ident', 'metadata', 'message', 'instance', 'fix'];
const ATTRIBUTES = ['role', 'severity', 'weight'];

/**
 * A rule-result as it was read, mended where the schema of 1.2 would not have it: children in order, `check/@system`
 * there, an override's authority and time as attributes, a word that is XCCDF's, no reference to a Value.
 */
export function mendRuleResult(
  result: XmlElement,
  idref: string,
  endTime: string,
  scope: Readonly<Record<string, string>>,
  namespaces: Namespaces,
): { element: Out; word: string } {
  const given = wordOf(result);
  const word = isResultWord(given) ? given : 'unknown';
  const time = attribute(result, 'time');
  const parts = CHILDREN.flatMap((name) =>
    childrenNamed(result, name).map((c) =>
      name === 'override' ? mendOverride(c, isDateTime(time) ? time : endTime) : namespaces.convert(c, scope),
    ),
  );
  const complex = child(result, 'complex-check');
  const checks = childrenNamed(result, 'check').map((check) => {
    // A check-export names a Value of the Benchmark, and values are not written.
    const children = check.children.filter((c) => typeof c === 'string' || c.name !== 'check-export');
    const out = namespaces.convert({ ...check, children }, scope);
    return { ...out, attributes: { system: MANUAL_SYSTEM, ...out.attributes }, children: elementsOnly(out.children) };
  });
  const attributes: Record<string, string | null> = { idref, time: isDateTime(time) ? time : null };
  for (const name of ATTRIBUTES) attributes[name] = attribute(result, name);
  attributes.version = attribute(result, 'version');
  return {
    word,
    element: cdf(
      'rule-result',
      attributes,
      cdf('result', {}, word),
      ...parts,
      ...(checks.length > 0 || complex === undefined ? checks : [namespaces.convert(complex, scope)]),
    ),
  };
}

/** White space between elements is none of ours: the output has its own. */
function elementsOnly(children: Out['children']): (Out | string)[] {
  const all = children ?? [];
  const elements = all.some((c) => typeof c !== 'string');
  const blank = all.every((c) => typeof c !== 'string' || c.trim() === '');
  return elements && blank
    ? all
        .filter((c) => typeof c !== 'string')
        .map((c) => ({ ...(c as Out), children: elementsOnly((c as Out).children) }))
    : [...all];
}

function mendOverride(override: XmlElement, time: string): Out {
  const text = (name: string) => textOf(child(override, name)) ?? '';
  const word = (name: string) => {
    const given = text(name).trim();
    return cdf(name, {}, isResultWord(given) ? given : 'unknown');
  };
  const own = attribute(override, 'time');
  return cdf(
    'override',
    { time: isDateTime(own) ? own : time, authority: attribute(override, 'authority') ?? text('authority') },
    word('old-result'),
    word('new-result'),
    cdf('remark', {}, text('remark')),
  );
}

/** Whether the schema has a place for all children of a rule-result. */
export function unknownChildren(result: XmlElement): string[] {
  const known = new Set(['result', 'check', 'complex-check', ...CHILDREN]);
  return elementsOf(result).flatMap((c) => (known.has(c.name) ? [] : [c.name]));
}
