import { Document, isMap, isNode, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { frameAt, StigError } from './diagnostic.js';

/** A value of YAML: maps keep their order and never have a prototype; every scalar is its text, as it was typed. */
export type YamlValue = string | null | YamlValue[] | Map<YamlValue, YamlValue>;

/** Aliases that a file may resolve to: each stands for a whole tree, and trees of them grow without end. */
const MAX_ALIASES = 100;
/** Characters of a file. What people type by hand is a hundredth of it. */
const MAX_LENGTH = 50_000_000;

/** Keys and numbers that lead to a value in YAML. */
export type YamlPath = readonly (string | number)[];

/**
 * Reads one YAML document, with the offset that what a path leads to begins at; of what is not there, that of the
 * nearest around it. Only null is told from text: `no`, `007` and `1.10` stay what was typed. Throws a StigError, with
 * line and column, where it is malformed, names a key twice, nests or repeats itself beyond measure.
 */
export function parseYamlPlaces(text: string, file: string): { value: YamlValue; offsetOf(path: YamlPath): number } {
  const lines = new LineCounter();
  const fail = (message: string, offset?: number): never => {
    const place = offset === undefined ? undefined : lines.linePos(offset);
    throw new StigError({
      code: 'yaml-malformed',
      severity: 'error',
      file,
      ...(place === undefined ? {} : { line: place.line, column: place.col, frame: frameAt(text, offset!) }),
      message,
    });
  };
  if (text.length > MAX_LENGTH) fail(`the YAML is longer than ${MAX_LENGTH} characters`);
  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, {
      schema: 'failsafe',
      customTags: ['null'],
      lineCounter: lines,
      prettyErrors: false,
      stringKeys: false,
    });
  } catch (error) {
    return fail(`not YAML: ${(error as Error).message}`);
  }
  const [problem] = document.errors;
  if (problem !== undefined) fail(`not YAML: ${problem.message}`, problem.pos[0]);
  try {
    const value = document.toJS({ mapAsMap: true, maxAliasCount: MAX_ALIASES }) as YamlValue;
    return { value, offsetOf: (path) => offsetIn(document, path) };
  } catch (error) {
    return fail(`the YAML repeats or nests itself beyond measure: ${(error as Error).message}`);
  }
}

function offsetIn(document: ReturnType<typeof parseDocument>, path: YamlPath): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

/** An entry of a YAML list, with the comment that stands above it. */
export interface YamlEntry {
  comment: string;
  value: Readonly<Record<string, string | readonly string[]>>;
}

/** A YAML document of one member that is a list. Texts come back from `parseYamlPlaces` as they were. */
export function writeYamlList(comment: string, name: string, entries: readonly YamlEntry[]): string {
  const document = new Document(
    { [name]: entries.map((entry) => entry.value) },
    { schema: 'failsafe', customTags: ['null'] },
  );
  document.commentBefore = comment;
  const items = (document.contents as unknown as YAMLMap<string, { items: unknown[] }>).get(name)!.items;
  items.forEach((item, i) => {
    if (!isMap(item)) return;
    item.commentBefore = entries[i]!.comment;
    item.spaceBefore = i > 0;
  });
  return document.toString({ lineWidth: 0 });
}
