import { StigError } from '../../io/diagnostic.js';
import { type JsonArray, type JsonNode, member, parseJsonTree } from '../../io/json-tree.js';
import type { Source } from '../../io/source.js';
import { type Asset, type Checklist, type ChecklistStig, unknownAsset } from '../../model/checklist.js';
import { shortId } from '../../model/ids.js';
import type { ReadContext } from '../format.js';
import { releaseFields } from '../shared/checklist-text.js';
import { snapshot } from '../shared/native.js';
import { RULE_MEMBERS, SILENT, TARGET_TEXTS } from './names.js';
import type { CklbNative, ReviewNative, StigNative } from './native.js';
import { textIn } from './read-member.js';
import { readRule } from './read-rule.js';

const TOP = new Set(['title', 'id', 'stigs', 'target_data']);
const STIG = new Set([
  'stig_name',
  'stig_id',
  'release_info',
  'version',
  'uuid',
  'reference_identifier',
  'size',
  'rules',
]);
const TARGET = new Set([...TARGET_TEXTS.map(([name]) => name), 'is_web_database', 'marking']);
const RULE = new Set<string>([
  ...RULE_MEMBERS,
  'rule_fix_txt',
  'potential_impact',
  'override_guidance',
  'severity_override',
  'severity_justification',
]);

/**
 * Reads a checklist of STIG Viewer 3, or of any of the writers that follow it more or less (FORMATS C.6, QUIRKS 7).
 * What the model has no field for stays in `native`. A status that CKLB does not know is reported as an error, and the
 * review is `not_reviewed`; written as CKLB again, the word is still there as long as nobody sets a status. Text that is
 * no JSON object, or has no `stigs` array: a StigError.
 */
export function readCklb(source: Source, { report, limits }: ReadContext): Checklist[] {
  source.reportEncoding(report);
  const root = parseJsonTree(source, limits);
  const stigsNode = stigsOf(source, root);
  const { text } = source;
  const of = source.sha256;
  const target = member(root, 'target_data');
  const asset = readTarget(target);
  asset.targetKey = textIn(stigsNode.items[0], 'reference_identifier');

  const cut = cutterOf(text, stigsNode);
  const stigs = stigsNode.items.map((node, index) =>
    readStig(node, `/stigs/${index}`, { source, of, report, around: cut(index) }),
  );
  const title = textIn(root, 'title');
  const id = textIn(root, 'id');
  const beyond = [...unknownIn(root, TOP), ...unknownIn(target, TARGET)];
  const native: CklbNative = {
    format: 'cklb',
    of,
    open: text.slice(0, stigsNode.start + 1),
    end: text.slice(stigsNode.items.at(-1)?.end ?? stigsNode.start + 1, stigsNode.end - 1),
    close: text.slice(stigsNode.end - 1),
    bom: source.bom,
    encoding: source.encoding,
    ...indentOf(text, root),
    ...(beyond.length > 0 ? { beyond } : {}),
    read: { title, id, asset: { ...asset } },
  };
  return [
    {
      kind: 'checklist',
      title,
      id,
      asset,
      stigs,
      sources: [{ name: source.fileName, format: 'cklb', sha256: of }],
      native,
    },
  ];
}

interface StigPlace {
  source: Source;
  of: string;
  report: ReadContext['report'];
  around: { before: string; after: string };
}

function readStig(node: JsonNode, pointer: string, { source, of, report, around }: StigPlace): ChecklistStig {
  const { text } = source;
  const rulesNode = member(node, 'rules');
  const rules = rulesNode?.kind === 'array' ? rulesNode : undefined;
  if (rules === undefined || rules.items.length === 0) {
    report({
      ...source.diagnosticAt(node.start, {
        code: 'element-missing',
        severity: 'warning',
        message: 'the STIG has no rules: it cannot be written as CKL',
      }),
      pointer,
    });
  }
  const versionText = textIn(node, 'version');
  const releaseInfo = textIn(node, 'release_info');
  const size = member(node, 'size');
  const stigId = textIn(node, 'stig_id');
  const benchmark: ChecklistStig['benchmark'] = {
    id: stigId === null ? null : shortId(stigId.trim()),
    title: textIn(node, 'stig_name'),
    ...releaseFields(versionText, releaseInfo),
    releaseInfo,
    description: null,
    notice: null,
    source: null,
    fileName: null,
    classification: null,
    customName: null,
    targetKey: textIn(node, 'reference_identifier'),
    size: size?.kind === 'scalar' && typeof size.value === 'number' ? size.value : null,
  };
  const cut = rules === undefined ? undefined : cutterOf(text, rules);
  const reviews = (rules?.items ?? []).map((item, index) => {
    const review = readRule(item, `${pointer}/rules/${index}`, source, report);
    const beyond = [...unknownIn(item, RULE), ...otherOverrides(item)];
    const native: ReviewNative = {
      format: 'cklb',
      of,
      raw: text.slice(item.start, item.end),
      ...cut!(index),
      read: snapshot(review),
      ...(beyond.length > 0 ? { beyond } : {}),
    };
    review.native = native;
    return review;
  });
  const uuid = textIn(node, 'uuid');
  const beyond = unknownIn(node, STIG);
  const native: StigNative = {
    format: 'cklb',
    of,
    ...around,
    open: text.slice(node.start, rules === undefined ? node.end : rules.start + 1),
    end: rules === undefined ? '' : text.slice(rules.items.at(-1)?.end ?? rules.start + 1, rules.end - 1),
    close: rules === undefined ? '' : text.slice(rules.end - 1, node.end),
    read: { benchmark: { ...benchmark }, uuid },
    ...(beyond.length > 0 ? { beyond } : {}),
  };
  return { benchmark, reviews, uuid, native };
}

/** Gives, for each item of an array, what stands around it. */
function cutterOf(text: string, array: JsonArray): (index: number) => { before: string; after: string } {
  const { items, start } = array;
  return (index) => {
    const item = items[index]!;
    const previous = items[index - 1];
    const next = items[index + 1];
    // The comma is the only thing but white space between two items.
    const comma = (end: number) => text.indexOf(',', end);
    return {
      before: text.slice(previous === undefined ? start + 1 : comma(previous.end) + 1, item.start),
      after: next === undefined ? '' : text.slice(item.end, comma(item.end)),
    };
  };
}

function readTarget(node: JsonNode | undefined): Asset {
  const asset = unknownAsset();
  for (const [name, field] of TARGET_TEXTS) asset[field] = textIn(node, name);
  const web = member(node, 'is_web_database');
  const word = web?.kind === 'scalar' ? String(web.value).toLowerCase() : '';
  asset.webOrDatabase = word === 'true' ? true : word === 'false' ? false : null;
  return asset;
}

/** Members that the model has no field for and that hold something, by name. */
function unknownIn(node: JsonNode | undefined, known: ReadonlySet<string>): string[] {
  if (node?.kind !== 'object') return [];
  return node.members
    .filter(({ key, value }) => !known.has(key) && !SILENT.has(key) && !isEmpty(value))
    .map(({ key }) => `the member ${key}`);
}

/** Overrides of other members than the severity, and what else an override of the severity holds. */
function otherOverrides(rule: JsonNode): string[] {
  const overrides = member(rule, 'overrides');
  if (overrides?.kind !== 'object') return [];
  return overrides.members.flatMap(({ key, value }) => {
    if (key !== 'severity') return [`the override of ${key}`];
    const more = value.kind === 'object' ? value.members.filter((m) => m.key !== 'severity' && m.key !== 'reason') : [];
    return more.map((m) => `${m.key} of an override`);
  });
}

function isEmpty(node: JsonNode): boolean {
  if (node.kind === 'array') return node.items.length === 0;
  if (node.kind === 'object') return node.members.length === 0;
  return node.value === null || node.value === '' || node.value === 'null';
}

function stigsOf(source: Source, root: JsonNode): JsonArray {
  const stigs = member(root, 'stigs');
  if (stigs?.kind === 'array') return stigs;
  const place = stigs ?? root;
  throw new StigError({
    ...source.diagnosticAt(place.start, {
      code: root.kind === 'object' ? 'element-missing' : 'format-mismatch',
      severity: 'error',
      message:
        root.kind !== 'object'
          ? 'the JSON is no object; a CKLB is one'
          : stigs === undefined
            ? 'the checklist has no member `stigs`'
            : '`stigs` is no array',
      hint: 'A CKLB lists its STIGs in `stigs`. Save it again with STIG Viewer 3.',
    }),
    ...(stigs === undefined ? {} : { pointer: '/stigs' }),
  });
}

/** Line end and indent of a file, out of what stands before its first member. */
function indentOf(text: string, root: JsonNode): { eol: string; unit: string } {
  const first = root.kind === 'object' ? root.members[0] : undefined;
  const space = first === undefined ? '' : text.slice(root.start + 1, first.start);
  const eol = space.includes('\r\n') ? '\r\n' : space.includes('\n') ? '\n' : '';
  return { eol, unit: eol === '' ? '' : space.slice(space.lastIndexOf('\n') + 1) };
}
