import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import { offsetIn, parseJsonTree, pathOf } from '../../io/json-tree.js';
import { violations } from '../../io/schema.js';
import type { Source } from '../../io/source.js';
import type { Document, DocumentKind } from '../../model/document.js';
import type { Read } from '../format.js';
import { SCHEMA_VERSION, schemaId } from './schemas.js';

const KINDS: readonly string[] = [
  'benchmark',
  'checklist',
  'release-diff',
  'checklist-diff',
  'quarter-diff',
  'blast-radius',
  'report',
  'overview',
  'revision-history',
  'cci-list',
  'answers',
] satisfies DocumentKind[];

/**
 * Levels of JSON that one level of XML may become: an element that the model has no name for is an object in a list.
 * What is read within the limit and written as JSON is read again within it.
 */
const LEVELS_AN_ELEMENT = 3;

/** More problems than these in one file are counted, not listed. */
const MOST_PROBLEMS = 100;

/**
 * Reads a document of the model as it stands, its `sources` too: written again it is the same. Throws a StigError where
 * the text is no JSON (with line and column), where the kind is none of the model's or its schema a newer one, and where
 * the document does not fit its schema (every violation, by JSON pointer).
 */
export const readJson: Read = async (source, { limits, report }) => {
  source.reportEncoding(report);
  const value = parse(source, limits);
  checkDepth(value, source, limits.depth);
  const kind = kindOf(value, source);
  const found = await violations(kind, value);
  const tree =
    found.length === 0 ? null : parseJsonTree(source, { ...limits, depth: limits.depth * LEVELS_AN_ELEMENT });
  const problems: Diagnostic[] = found.slice(0, MOST_PROBLEMS).map(({ pointer, message }) => ({
    ...source.diagnosticAt(offsetIn(tree!, pathOf(pointer)), { code: 'schema-violation', severity: 'error', message }),
    pointer,
  }));
  if (found.length > MOST_PROBLEMS) {
    const message = `there are ${found.length - MOST_PROBLEMS} more violations of the schema`;
    problems.push({ code: 'schema-violation', severity: 'error', file: source.name, pointer: '', message });
  }
  if (problems.length > 0) throw new StigError(problems);
  const { $schema: _, ...document } = value as unknown as Document;
  return [document as Document];
};

function parse(source: Source, limits: Parameters<Read>[1]['limits']): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(source.text);
  } catch (error) {
    // Read once more for the place: the platform's messages name none in most cases.
    parseJsonTree(source, limits);
    throw error;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw problem(source, 'format-mismatch', 'a document of the model is a JSON object');
  }
  return value as Record<string, unknown>;
}

/**
 * Bounds the nesting, as validators and writers go down by calls. A member `__proto__` is refused: the model has no such
 * name, and whoever copies the document member by member would set a prototype.
 */
function checkDepth(value: object, source: Source, depth: number): void {
  let level: object[] = [value];
  for (let deep = 1; level.length > 0; deep++) {
    if (deep > depth * LEVELS_AN_ELEMENT) {
      throw problem(source, 'limit-exceeded', `values are nested deeper than the limit depth=${depth}`);
    }
    const next: object[] = [];
    for (const node of level) {
      if (Object.hasOwn(node, '__proto__')) {
        throw problem(source, 'schema-violation', 'a member has the name __proto__, which no document has');
      }
      for (const member of Object.values(node)) if (typeof member === 'object' && member !== null) next.push(member);
    }
    level = next;
  }
}

function kindOf(value: Record<string, unknown>, source: Source): DocumentKind {
  const { kind, $schema } = value;
  const version = typeof $schema === 'string' ? /^urn:stigkit:schema:[a-z-]+:(\d+)$/.exec($schema)?.[1] : undefined;
  if (version !== undefined && Number(version) > SCHEMA_VERSION) {
    throw problem(
      source,
      'format-mismatch',
      `the document is of the schema ${$schema}; this version reads up to ${SCHEMA_VERSION}`,
      'Use the version of stigkit that wrote it, or a newer one.',
    );
  }
  if (typeof kind !== 'string' || !KINDS.includes(kind)) {
    throw problem(
      source,
      'format-mismatch',
      kind === undefined ? 'the document names no kind' : `there is no kind ${JSON.stringify(kind)} of document`,
      `"kind" must be one of ${KINDS.join(', ')}; "$schema" is ${schemaId('benchmark')} or alike.`,
      '/kind',
    );
  }
  return kind as DocumentKind;
}

function problem(
  source: Source,
  code: Diagnostic['code'],
  message: string,
  hint?: string,
  pointer?: string,
): StigError {
  return new StigError({
    code,
    severity: 'error',
    file: source.name,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(pointer === undefined ? {} : { pointer }),
  });
}
