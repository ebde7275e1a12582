import type { DiagnosticCode } from '../../io/codes.js';
import type { Diagnostic, DiagnosticSeverity } from '../../io/diagnostic.js';
import { type JsonNode, member, parseJsonTree } from '../../io/json-tree.js';
import type { Source } from '../../io/source.js';
import { walkXml } from '../../io/xml.js';
import { child, elementsOf, textOf, type XmlElement } from '../../io/xml-element.js';
import type { Checklist } from '../../model/checklist.js';

/** What fields are called in CKL and in CKLB. */
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

/** A field that an importer looks at. */
export type Field = keyof typeof NAMES;

/** Where a finding lies: in the asset, a STIG, or a review; all counted from 0. */
export interface Spot {
  stig?: number;
  review?: number;
  field?: Field;
}

/** The XML of a CKL, as far as checks look at it. */
export interface RawCkl {
  asset: XmlElement | undefined;
  stigs: { element: XmlElement; info: XmlElement | undefined; vulns: XmlElement[] }[];
}

/** A checklist that is checked, the file it was read from, and what was found. */
export class Subject {
  readonly found: Diagnostic[] = [];
  readonly ckl: RawCkl | null;
  readonly cklb: JsonNode | null;

  constructor(
    readonly checklist: Checklist,
    /** Name of the format it was read from. */
    readonly format: string,
    readonly source: Source,
  ) {
    this.ckl = format === 'ckl' ? rawCkl(source) : null;
    this.cklb = format === 'cklb' ? parseJsonTree(source) : null;
  }

  /** What the file calls a field. */
  name(field: Field): string {
    return NAMES[field][this.cklb === null ? 0 : 1];
  }

  /** Notes a finding, with the place in the file. */
  find(
    severity: DiagnosticSeverity,
    message: string,
    spot: Spot = {},
    more: { hint?: string; code?: DiagnosticCode } = {},
  ): void {
    const { hint, code = 'importer-limit' } = more;
    const rule = this.#ruleAt(spot);
    const diagnostic = {
      code,
      severity,
      message,
      ...(rule ? { rule } : {}),
      ...(hint === undefined ? {} : { hint }),
    };
    const place = this.#placeOf(spot);
    if (place === null) this.found.push({ file: this.source.name, ...diagnostic });
    else {
      const pointer = place.pointer === undefined ? {} : { pointer: place.pointer };
      this.found.push({ ...this.source.diagnosticAt(place.offset, diagnostic), ...pointer });
    }
  }

  #ruleAt({ stig, review }: Spot): string | null {
    if (stig === undefined || review === undefined) return null;
    const { rule } = this.checklist.stigs[stig]!.reviews[review]!;
    return rule.vulnId || rule.ruleId || rule.stigId;
  }

  #placeOf(spot: Spot): { offset: number; pointer?: string } | null {
    if (this.ckl !== null) return { offset: offsetIn(this.ckl, spot, spot.field && this.name(spot.field)) };
    if (this.cklb !== null) return pointerIn(this.cklb, spot, spot.field && this.name(spot.field));
    return null;
  }
}

function rawCkl(source: Source): RawCkl {
  const raw: RawCkl = { asset: undefined, stigs: [] };
  try {
    walkXml(source, {
      open(element, path) {
        if (path.length === 1 && element.name === 'ASSET') return 'take';
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

function offsetIn(raw: RawCkl, { stig, review }: Spot, name: string | undefined): number {
  const entry = stig === undefined ? undefined : raw.stigs[stig];
  const holder = review !== undefined ? entry?.vulns[review] : stig === undefined ? raw.asset : entry?.info;
  if (holder === undefined) return entry?.element.start ?? 0;
  return (name === undefined ? undefined : named(holder, name)[0])?.start ?? holder.start;
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

function pointerIn(root: JsonNode, { stig, review }: Spot, name: string | undefined) {
  const keys =
    stig === undefined ? ['target_data'] : review === undefined ? ['stigs', stig] : ['stigs', stig, 'rules', review];
  let node: JsonNode = root;
  const path: (string | number)[] = [];
  for (const key of name === undefined ? keys : [...keys, name]) {
    const next: JsonNode | undefined =
      typeof key === 'number' ? (node.kind === 'array' ? node.items[key] : undefined) : member(node, key);
    if (next === undefined) break;
    node = next;
    path.push(key);
  }
  return { offset: node.start, pointer: path.map((key) => `/${key}`).join('') };
}
