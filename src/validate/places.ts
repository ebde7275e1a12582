import type { Diagnostic } from '../io/diagnostic.js';
import { type JsonNode, member, parseJsonTree } from '../io/json-tree.js';
import type { Source } from '../io/source.js';
import { walkXml } from '../io/xml.js';
import { attribute, child, elementsOf, textOf, type XmlElement } from '../io/xml-element.js';
import type { Document } from '../model/document.js';

/** What fields of a checklist are called in CKL, in CKLB and in the model's JSON. */
const NAMES = {
  hostName: ['HOST_NAME', 'host_name'],
  ipAddress: ['HOST_IP', 'ip_address'],
  macAddress: ['HOST_MAC', 'mac_address'],
  fqdn: ['HOST_FQDN', 'fqdn'],
  role: ['ROLE', 'role'],
  assetType: ['ASSET_TYPE', 'target_type'],
  techArea: ['TECH_AREA', 'technology_area'],
  id: ['stigid', 'stig_id'],
  title: ['title', 'stig_name'],
  version: ['version', 'version'],
  releaseInfo: ['releaseinfo', 'release_info'],
  vulnId: ['Vuln_Num', 'group_id'],
  ruleId: ['Rule_ID', 'rule_id_src'],
  stigId: ['Rule_Ver', 'rule_version'],
  groupTitle: ['Group_Title', 'srg_id'],
  stigRef: ['STIGRef', 'stig_ref'],
  ccis: ['CCI_REF', 'ccis'],
  status: ['STATUS', 'status'],
  findingDetails: ['FINDING_DETAILS', 'finding_details'],
  comments: ['COMMENTS', 'comments'],
} as const satisfies Record<string, readonly [ckl: string, cklb: string]>;

/** A field of a checklist that has a place of its own. */
export type Field = keyof typeof NAMES;

/** What a field is called in a CKL, or in a CKLB. */
export function fieldName(field: Field, format: 'ckl' | 'cklb'): string {
  return NAMES[field][format === 'ckl' ? 0 : 1];
}

/** Where a finding lies: in the asset, a STIG or a review of a checklist, or a rule of a benchmark; counted from 0. */
export interface Spot {
  stig?: number;
  review?: number;
  rule?: number;
  field?: Field;
}

/** A spot as a message names it; empty where the format has no places. */
export type Place = Pick<Diagnostic, 'line' | 'column' | 'pointer' | 'frame'>;

/** Gives the place of a spot. */
export type Locate = (spot: Spot) => Place;

/**
 * Finds the places of a document in the file it was read from. The file is looked through when the first place is asked
 * for. XML is read again for it, of which a broken file gives what stands before the fault; other formats than XCCDF,
 * CKL, CKLB and JSON have no places.
 */
export function locator(document: Document, format: string, source: Source): Locate {
  let offsetOf: ((spot: Spot) => { offset: number; pointer?: string } | null) | undefined;
  return (spot) => {
    offsetOf ??= offsetsIn(document, format, source);
    const found = offsetOf(spot);
    if (found === null) return {};
    const { file: _, code: __, severity: ___, message: ____, ...place } = source.diagnosticAt(found.offset, NOTHING);
    return { ...place, ...(found.pointer === undefined ? {} : { pointer: found.pointer }) };
  };
}

const NOTHING = { code: 'internal', severity: 'info', message: '' } as const;

function offsetsIn(document: Document, format: string, source: Source) {
  if (format === 'ckl') {
    const raw = rawCkl(source);
    return (spot: Spot) => ({ offset: offsetIn(raw, spot) });
  }
  if (format === 'cklb' || format === 'json') {
    let root: JsonNode;
    try {
      root = parseJsonTree(source);
    } catch {
      // Deeper than the limit that it was read with.
      return () => null;
    }
    return (spot: Spot) => pointerIn(root, format === 'cklb' ? cklbPath(spot) : jsonPath(spot));
  }
  if (format === 'xccdf' && document.kind === 'benchmark') {
    const starts = ruleStarts(source, document.sourceId ?? document.id);
    return ({ rule }: Spot) => ({ offset: (rule === undefined ? undefined : starts.rules[rule]) ?? starts.benchmark });
  }
  return () => null;
}

/** Offsets of the rules of one Benchmark, in document order, and of the Benchmark. */
function ruleStarts(source: Source, id: string | null): { benchmark: number; rules: number[] } {
  const all: { id: string | null; benchmark: number; rules: number[] }[] = [];
  try {
    walkXml(source, {
      open(element, path) {
        if (element.name === 'Benchmark') {
          all.push({ id: attribute(element, 'id'), benchmark: element.start, rules: [] });
        } else if (element.name === 'Rule') all.at(-1)?.rules.push(element.start);
        const isGroup = element.name === 'Benchmark' || element.name === 'Group';
        const isAround = !path.some(({ name }) => name === 'Benchmark');
        return isGroup || isAround ? 'enter' : 'skip';
      },
    });
  } catch {
    // Read leniently: what stands before the fault is enough for places.
  }
  return all.find((one) => one.id === id) ?? all[0] ?? { benchmark: 0, rules: [] };
}

/** The XML of a CKL, as far as checks look at it. */
export interface RawCkl {
  asset: XmlElement | undefined;
  stigs: { element: XmlElement; info: XmlElement | undefined; vulns: XmlElement[] }[];
}

/** The elements of a CKL; of a broken one those before the fault. */
export function rawCkl(source: Source): RawCkl {
  const raw: RawCkl = { asset: undefined, stigs: [] };
  // The reader takes the first of several.
  let list: XmlElement | undefined;
  try {
    walkXml(source, {
      open(element, path) {
        if (path.length === 1 && element.name === 'ASSET') return 'take';
        if (path.length === 1 && element.name === 'STIGS') list ??= element;
        if (path.length > 1 && path[1] !== list) return 'skip';
        if (path.length === 2 && element.name === 'iSTIG') raw.stigs.push({ element, info: undefined, vulns: [] });
        return path.length < 3 ? 'enter' : 'take';
      },
      take(element) {
        const stig = raw.stigs.at(-1);
        if (element.name === 'ASSET') raw.asset ??= element;
        else if (element.name === 'STIG_INFO' && stig) stig.info ??= element;
        else if (element.name === 'VULN') stig?.vulns.push(element);
      },
    });
  } catch {
    // Read leniently: what the strict parser gave before the fault is enough for places.
  }
  return raw;
}

/** Offset of a spot in a CKL: of the element that holds the field, else of what it would stand in. */
export function offsetIn(raw: RawCkl, { stig, review, field }: Spot): number {
  const entry = stig === undefined ? undefined : raw.stigs[stig];
  const holder = review !== undefined ? entry?.vulns[review] : stig === undefined ? raw.asset : entry?.info;
  if (holder === undefined) return entry?.element.start ?? 0;
  return (field === undefined ? undefined : named(holder, NAMES[field][0])[0])?.start ?? holder.start;
}

/** The elements of that name in an ASSET, STIG_INFO or VULN: elements themselves, or pairs of a name and a value. */
export function named(holder: XmlElement, name: string): XmlElement[] {
  return elementsOf(holder).filter(
    (element) =>
      element.name === name || textOf(child(element, 'SID_NAME') ?? child(element, 'VULN_ATTRIBUTE')) === name,
  );
}

/** The value that an element of `named` holds. */
export function valueIn(element: XmlElement): string {
  const pair = child(element, 'SID_DATA') ?? child(element, 'ATTRIBUTE_DATA');
  const isPair = child(element, 'SID_NAME') !== undefined || child(element, 'VULN_ATTRIBUTE') !== undefined;
  return (isPair ? textOf(pair) : textOf(element)) ?? '';
}

type JsonPath = readonly (string | number)[];

/** Path of a spot in a CKLB. */
export function cklbPath({ stig, review, field }: Spot): JsonPath {
  const keys =
    stig === undefined ? ['target_data'] : review === undefined ? ['stigs', stig] : ['stigs', stig, 'rules', review];
  return field === undefined ? keys : [...keys, NAMES[field][1]];
}

const OF_BENCHMARK = new Set<Field>(['id', 'title', 'version', 'releaseInfo']);
const OF_REVIEW = new Set<Field>(['status', 'findingDetails', 'comments']);

/** Path of a spot in the model's JSON. */
function jsonPath({ stig, review, rule, field }: Spot): JsonPath {
  const last = field === undefined ? [] : [field];
  if (rule !== undefined) return ['rules', rule, ...last];
  if (stig === undefined) return field === undefined || OF_BENCHMARK.has(field) ? last : ['asset', ...last];
  if (review === undefined) return ['stigs', stig, 'benchmark', ...last];
  const isRule = field !== undefined && !OF_REVIEW.has(field);
  return ['stigs', stig, 'reviews', review, ...(isRule ? ['rule'] : []), ...last];
}

/** Offset and JSON pointer of a path, as far as the file has it. */
export function pointerIn(root: JsonNode, path: JsonPath): { offset: number; pointer: string } {
  let node: JsonNode = root;
  const found: (string | number)[] = [];
  for (const key of path) {
    const next: JsonNode | undefined =
      typeof key === 'number' ? (node.kind === 'array' ? node.items[key] : undefined) : member(node, key);
    if (next === undefined) break;
    node = next;
    found.push(key);
  }
  return { offset: node.start, pointer: found.map((key) => `/${key}`).join('') };
}
