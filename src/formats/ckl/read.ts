import { type Diagnostic, StigError } from '../../io/diagnostic.js';
import type { Source } from '../../io/source.js';
import type { XmlElement } from '../../io/xml-element.js';
import type { Asset, Checklist, ChecklistStig } from '../../model/checklist.js';
import type { ReadContext } from '../format.js';
import { snapshot } from '../shared/native.js';
import { type AssetNative, type CklNative, type ReviewNative, type StigNative, styleOf, viewerOf } from './native.js';
import { readAsset, readInfo } from './read-info.js';
import { readVuln, type VulnRead } from './read-vuln.js';

/** An iSTIG that is still open. */
interface OpenStig {
  element: XmlElement;
  info: XmlElement | undefined;
  vulns: { element: XmlElement; read: VulnRead }[];
}

/**
 * Reads a checklist of STIG Viewer 2 or 3, or of any of the writers that follow them more or less (FORMATS B, QUIRKS 6):
 * elements may be in any order, absent, self-closing or unknown. What the model has no field for stays in `native`.
 *
 * Line ends within values are those an XML parser gives (CRLF is one LF), but `&#xD;` stays a carriage return. A STATUS
 * that CKL does not know is reported as an error, and the review is `not_reviewed`; written as CKL again, the word is
 * still there as long as nobody sets a status. No CHECKLIST, ASSET, STIGS or iSTIG: a StigError.
 */
export function readCkl(source: Source, context: ReadContext): Checklist[] {
  source.reportEncoding(context.report);
  let root: XmlElement | undefined;
  let assetElement: XmlElement | undefined;
  let stigsElement: XmlElement | undefined;
  let open: OpenStig | undefined;
  const stigElements: OpenStig[] = [];

  context.walkXml(
    source,
    {
      open(element, path) {
        switch (path.length) {
          case 0:
            if (element.name !== 'CHECKLIST') throw notChecklist(source, element);
            root = element;
            return 'enter';
          case 1:
            if (element.name === 'STIGS' && stigsElement === undefined) {
              stigsElement = element;
              return 'enter';
            }
            return element.name === 'ASSET' && assetElement === undefined ? 'take' : 'skip';
          case 2:
            if (element.name !== 'iSTIG') return 'skip';
            open = { element, info: undefined, vulns: [] };
            return 'enter';
          default:
            return element.name === 'VULN' || element.name === 'STIG_INFO' ? 'take' : 'skip';
        }
      },
      take(element) {
        if (element.name === 'ASSET') assetElement = element;
        else if (element.name === 'STIG_INFO') open!.info ??= element;
        else open!.vulns.push({ element, read: readVuln(element, source, context.report) });
      },
      leave(element) {
        if (element.name !== 'iSTIG' || open === undefined) return;
        stigElements.push(open);
        open = undefined;
      },
    },
    context.limits,
  );

  if (root === undefined) throw notChecklist(source, undefined);
  const missing = missingParts(source, root, {
    ASSET: assetElement,
    STIGS: stigsElement,
    iSTIG: stigElements[0]?.element,
  });
  if (missing.length > 0) throw new StigError(missing);
  return [assemble(source, context, assetElement!, stigsElement!, stigElements)];
}

function assemble(
  source: Source,
  { report }: ReadContext,
  assetElement: XmlElement,
  stigsElement: XmlElement,
  stigElements: OpenStig[],
): Checklist {
  const { text } = source;
  const of = source.sha256;
  const viewer = viewerOf(text);
  const asset: Asset = readAsset(assetElement, source);

  let at = stigsElement.contentStart;
  const stigs = stigElements.map((stig, index) => {
    const before = text.slice(at, stig.element.start);
    at = stig.element.end;
    return readStig(stig, { source, of, viewer, before, report, fallbackKey: index === 0 ? asset.targetKey : null });
  });

  const assetNative: AssetNative = {
    format: 'ckl',
    of,
    raw: text.slice(assetElement.start, assetElement.end),
    read: { ...asset },
  };
  asset.native = assetNative;

  const assetLast = assetElement.start > stigsElement.start;
  const first = assetLast ? { start: stigsElement.contentStart, end: at } : assetElement;
  const second = assetLast ? assetElement : { start: stigsElement.contentStart, end: at };
  const beyond = beyondOf(text, assetElement);
  const native: CklNative = {
    format: 'ckl',
    of,
    head: text.slice(0, first.start),
    between: text.slice(first.end, second.start),
    tail: text.slice(second.end),
    assetLast,
    bom: source.bom,
    encoding: source.encoding,
    style: styleOf(text, source.encoding),
    ...(beyond.length > 0 ? { beyond } : {}),
  };
  return {
    kind: 'checklist',
    title: null,
    id: null,
    asset,
    stigs,
    sources: [{ name: source.fileName, format: 'ckl', sha256: of }],
    native,
  };
}

interface StigPlace {
  source: Source;
  of: string;
  viewer: 2 | 3;
  before: string;
  report: ReadContext['report'];
  /** Target key of the asset, for the first STIG: STIG Viewer 3 has none in its VULNs. */
  fallbackKey: string | null;
}

function readStig({ element, info, vulns }: OpenStig, place: StigPlace): ChecklistStig {
  const { source, of } = place;
  const { text } = source;
  if (info === undefined) {
    place.report(
      source.diagnosticAt(element.start, {
        code: 'element-missing',
        severity: 'warning',
        message: 'the iSTIG has no STIG_INFO: its release is taken from the STIGRef of its rules',
      }),
    );
  }
  if (vulns.length === 0) {
    place.report(
      source.diagnosticAt(element.start, {
        code: 'element-missing',
        severity: 'warning',
        message: 'the iSTIG has no VULN: STIG Viewer rejects such a file, and it cannot be written',
        hint: 'Remove the iSTIG, or make the checklist anew from the STIG.',
      }),
    );
  }
  const { uuid, benchmark } = readInfo(info, vulns[0]?.read, source);
  benchmark.size = vulns.length;
  benchmark.targetKey = vulns[0]?.read.review.rule.targetKey ?? place.fallbackKey;

  // STIG Viewer 3 (and Evaluate-STIG) writes the rule's UUID as STIG_UUID, STIG Viewer 2 one for the STIG in every VULN
  // (FORMATS B.1).
  const uuids = vulns.flatMap(({ read }) => read.stigUuid ?? []);
  const ofRule = place.viewer === 3 || (uuids.length > 1 && new Set(uuids).size === uuids.length);
  let at = vulns[0]?.element.start ?? element.contentEnd;
  const openEnd = info !== undefined && info.end <= at ? info.end : at;
  const open = text.slice(element.start, openEnd);
  at = openEnd;
  const reviews = vulns.map(({ element: vuln, read: { review, stigUuid } }) => {
    if (stigUuid !== null) {
      if (ofRule) review.uuid = stigUuid;
      else review.stigUuid = stigUuid;
    }
    const native: ReviewNative = {
      format: 'ckl',
      of,
      before: text.slice(at, vuln.start),
      raw: text.slice(vuln.start, vuln.end),
      read: snapshot(review),
    };
    at = vuln.end;
    review.native = native;
    return review;
  });
  const native: StigNative = {
    format: 'ckl',
    of,
    before: place.before,
    open,
    tail: text.slice(at, element.end),
    read: { benchmark: { ...benchmark }, uuid },
  };
  return { benchmark, reviews, uuid, native };
}

/** What the file holds that no field of the model does. The banner of the tool that wrote it is none of it. */
function beyondOf(text: string, asset: XmlElement): string[] {
  const rootAt = text.indexOf('<CHECKLIST');
  const comments = text.slice(rootAt).split('<!--').length - 1 + text.slice(0, rootAt).split('<!--<').length - 1;
  const ids = asset.children.flatMap((c) =>
    typeof c !== 'string' && (c.name === 'HOST_GUID' || c.name === 'STIG_GUID') && c.children.length > 0
      ? [c.name]
      : [],
  );
  return [...(comments > 0 ? [`${comments} XML comment${comments === 1 ? '' : 's'}`] : []), ...ids];
}

function notChecklist(source: Source, element: XmlElement | undefined): StigError {
  return new StigError(
    source.diagnosticAt(element?.start ?? 0, {
      code: 'format-mismatch',
      severity: 'error',
      message: `the root element is ${element?.name ?? 'missing'}; a CKL has CHECKLIST`,
      hint: '`stigkit info` says what a file holds.',
    }),
  );
}

const INSIDE: Record<string, string> = { ASSET: 'CHECKLIST', STIGS: 'CHECKLIST', iSTIG: 'STIGS' };

function missingParts(source: Source, root: XmlElement, parts: Record<string, XmlElement | undefined>): Diagnostic[] {
  const missing = Object.keys(INSIDE).filter((name) => parts[name] === undefined);
  // No STIGS means no iSTIG either: that is said once.
  const said = missing.includes('STIGS') ? missing.filter((name) => name !== 'iSTIG') : missing;
  return said.map((name) =>
    source.diagnosticAt((parts[INSIDE[name]!] ?? root).start, {
      code: 'element-missing',
      severity: 'error',
      message: `the ${INSIDE[name]} element has no ${name} element: this is no whole checklist`,
      hint: 'Export the checklist again, or compare the file with one that STIG Viewer saved.',
    }),
  );
}
