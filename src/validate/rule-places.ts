import type { Diagnostic } from '../io/diagnostic.js';
import type { Source } from '../io/source.js';

/** Formats whose text names rules as whole attributes, elements or strings. */
const NAMES_RULES = new Set(['xccdf', 'xccdf-results', 'ckl', 'cklb', 'json']);

/** A whole attribute value, element content or JSON string that may be an id; XCCDF 1.2 puts a name space before it. */
const TOKEN = /(?<=["'>])(?:xccdf_[\w.-]{1,60}_(?:group|rule)_)?([A-Za-z][\w.-]{1,127})(?=["'<])/g;

/**
 * Gives findings about a rule the line where the rule is named first in its file: by its id as an element or attribute
 * of its own, so that a profile's choice of it or a mention in a text is passed by. What knows a better place keeps it.
 */
export function placed(findings: readonly Diagnostic[], format: string, source: Source): Diagnostic[] {
  const wanting = findings.filter(({ rule, line, pointer }) => rule && line === undefined && pointer === undefined);
  if (wanting.length === 0 || !NAMES_RULES.has(format)) return [...findings];
  const wanted = new Set(wanting.map(({ rule }) => rule!));
  const offsets = new Map<string, number>();
  for (const match of source.text.matchAll(TOKEN)) {
    const id = match[1]!;
    if (
      !wanted.has(id) ||
      offsets.has(id) ||
      /idref=["']$/.test(source.text.slice(Math.max(0, match.index - 7), match.index))
    )
      continue;
    offsets.set(id, match.index);
    if (offsets.size === wanted.size) break;
  }
  const moved = new Set(wanting);
  return findings.map((finding) => {
    const offset = moved.has(finding) ? offsets.get(finding.rule!) : undefined;
    return offset === undefined ? finding : { ...finding, ...source.placeAt(offset) };
  });
}
