import type { Report } from '../../io/diagnostic.js';
import { encodeText } from '../../io/encode.js';
import type { Asset, Checklist, ChecklistStig, Review } from '../../model/checklist.js';
import type { ChecklistIds } from '../shared/checklist-ids.js';
import { nativeOf, sameReview, sameShallow } from '../shared/native.js';
import { assetElement, infoElement, type OnReplaced, type Style, vulnElement } from './layout.js';
import { ANSWERS, ASSET_ELEMENTS, INFO_NAMES, VULN_ATTRIBUTES } from './names.js';
import type { AssetNative, CklNative, ReviewNative, StigNative } from './native.js';
import { type PieceKind, patchPiece } from './patch.js';
import { answerValues, assetValues, infoValues, KNOWN_UUIDS, type Value, vulnValues } from './values.js';

const ASSET: PieceKind = { element: 'ASSET', pair: null, order: ASSET_ELEMENTS.map(([name]) => name) };
const INFO: PieceKind = { element: 'STIG_INFO', pair: 'SI_DATA', order: INFO_NAMES };
const VULN: PieceKind = { element: 'VULN', pair: 'STIG_DATA', order: [...VULN_ATTRIBUTES, ...ANSWERS] };

/** Makes, for a place, what takes the count of characters replaced there. */
export type Replaced = (rule: string | null) => OnReplaced;

/**
 * Writes a checklist read from CKL as its file was, to the byte, but for what changed (see `native.ts`). STIGs and
 * reviews that are new are written in the normal form with that file's line ends and indent.
 */
export function writeNative(
  checklist: Checklist,
  native: CklNative,
  ids: ChecklistIds,
  report: Report,
  replaced: Replaced,
): string | Uint8Array {
  const { style, of } = native;
  const asset = writeAsset(checklist, of, style, replaced(null));
  const stigs = checklist.stigs.map((stig) => writeStig(stig, of, style, ids, report, replaced)).join('');
  const parts = native.assetLast ? [stigs, asset] : [asset, stigs];
  const whole = native.head + parts[0]! + native.between + parts[1]! + native.tail;
  return encodeText(referred(whole, native.head), native.encoding, native.bom);
}

/** XML 1.1, which no viewer writes, takes control characters as references alone; what was changed has them bare. */
function referred(text: string, head: string): string {
  if (!/^<\?xml\s[^>]{0,40}1\.1/.test(head)) return text;
  return text.replace(/[\u007f-\u0084\u0086-\u009f]/g, (c) => `&#x${c.charCodeAt(0).toString(16).toUpperCase()};`);
}

function writeAsset(checklist: Checklist, of: string, style: Style, onReplaced: OnReplaced): string {
  const { asset } = checklist;
  const native = nativeOf<AssetNative>(asset, 'ckl', of);
  if (native !== undefined) {
    if (sameShallow(native.read, asset)) return native.raw;
    // MARKING is among the values of viewer 2 alone; here a marking is never dropped.
    const values = (a: Asset) => assetValues(a, 2, undefined);
    const patched = patchPiece(native.raw, ASSET, values(native.read), values(asset), style, onReplaced);
    if (patched !== null) return patched;
  }
  return assetElement(
    style,
    assetValues(asset, asset.marking === null ? style.viewer : 2, checklist.stigs[0]),
    onReplaced,
  );
}

function writeStig(
  stig: ChecklistStig,
  of: string,
  style: Style,
  ids: ChecklistIds,
  report: Report,
  replaced: Replaced,
): string {
  const native = nativeOf<StigNative>(stig, 'ckl', of);
  const line = (depth: number) => style.eol + style.unit.repeat(depth);
  const sameBenchmark = native !== undefined && sameShallow(native.read.benchmark, stig.benchmark);
  const write = (review: Review) => {
    const own = nativeOf<ReviewNative>(review, 'ckl', of);
    const before = own?.before ?? line(3);
    const was = native === undefined ? stig : { ...stig, benchmark: native.read.benchmark };
    return (
      before +
      writeReview(
        review,
        own,
        stig,
        was,
        native === undefined || sameBenchmark,
        style,
        ids,
        replaced(review.rule.vulnId),
      )
    );
  };
  const vulns = stig.reviews.map(write).join('');
  if (native === undefined) {
    const info = infoElement(style, infoValues(stig, style.viewer, ids), replaced(null));
    return `${line(2)}<iSTIG>${line(3)}${info}${vulns}${line(2)}</iSTIG>`;
  }
  return native.before + writeOpen(stig, native, sameBenchmark, style, report, replaced(null)) + vulns + native.tail;
}

function writeOpen(
  stig: ChecklistStig,
  native: StigNative,
  sameBenchmark: boolean,
  style: Style,
  report: Report,
  onReplaced: OnReplaced,
): string {
  if (sameBenchmark && stig.uuid === native.read.uuid) return native.open;
  const was = infoValues({ ...stig, ...native.read }, 2, KNOWN_UUIDS);
  const now = infoValues(stig, 2, KNOWN_UUIDS);
  const patched = patchPiece(native.open, INFO, was, now, style, onReplaced);
  if (patched !== null) return patched;
  if (JSON.stringify(was) !== JSON.stringify(now)) {
    report({
      code: 'not-carried',
      severity: 'warning',
      message: `the STIG_INFO of ${stig.benchmark.id ?? 'a STIG'} cannot be changed in place: it stays as it was`,
      hint: '--viewer 2 writes the checklist anew.',
    });
  }
  return native.open;
}

function writeReview(
  review: Review,
  native: ReviewNative | undefined,
  stig: ChecklistStig,
  was: ChecklistStig,
  sameBenchmark: boolean,
  style: Style,
  ids: ChecklistIds,
  onReplaced: OnReplaced,
): string {
  if (native !== undefined) {
    if (sameBenchmark && sameReview(native.read, review)) return native.raw;
    const values = (r: Review, s: ChecklistStig): Value[] => [
      ...vulnValues(r, s, style.viewer, KNOWN_UUIDS),
      ...answerValues(r),
    ];
    const patched = patchPiece(native.raw, VULN, values(native.read, was), values(review, stig), style, onReplaced);
    if (patched !== null) return patched;
  }
  return vulnElement(style, vulnValues(review, stig, style.viewer, ids), answerValues(review), onReplaced);
}
