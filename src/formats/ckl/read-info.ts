import type { Source } from '../../io/source.js';
import { elementsOf, type XmlElement } from '../../io/xml-element.js';
import { type Asset, type ChecklistBenchmark, unknownAsset } from '../../model/checklist.js';
import { shortId } from '../../model/ids.js';
import { parseStigRef, releaseFields } from '../shared/checklist-text.js';
import { ASSET_ELEMENTS } from './names.js';
import { contentOf, pairOf } from './read-text.js';
import type { VulnRead } from './read-vuln.js';

/** Reads ASSET. Of an element that repeats, the first counts. */
export function readAsset(element: XmlElement, source: Source): Asset {
  const values = new Map<string, string>();
  for (const c of elementsOf(element)) {
    if (!values.has(c.name)) values.set(c.name, contentOf(c, source) ?? '');
  }
  const asset = unknownAsset();
  for (const [name, field] of ASSET_ELEMENTS) {
    const value = values.get(name);
    if (value === undefined || field === null) continue;
    if (field === 'webOrDatabase') asset.webOrDatabase = booleanOf(value);
    else asset[field] = value;
  }
  return asset;
}

/** The two spellings of xs:boolean, in any case; `null` for anything else. */
function booleanOf(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  return word === 'true' || word === '1' ? true : word === 'false' || word === '0' ? false : null;
}

/** Reads STIG_INFO; what it lacks of title and release is taken from the first STIGRef (OpenRMF does the same). */
export function readInfo(
  element: XmlElement | undefined,
  first: VulnRead | undefined,
  source: Source,
): { benchmark: ChecklistBenchmark; uuid: string | null } {
  const values = new Map<string, string | null>();
  for (const c of element === undefined ? [] : elementsOf(element)) {
    const pair = c.name === 'SI_DATA' ? pairOf(c, source) : undefined;
    if (pair !== undefined && !values.has(pair.name)) values.set(pair.name, pair.value);
  }
  const value = (name: string) => values.get(name) ?? null;
  const ref = parseStigRef(first?.stigRef ?? null);
  const id = value('stigid');
  const notice = value('notice');
  const releaseInfo = value('releaseinfo');
  // eMASS wrote the literal word `releaseinfo` (stig-manager #807); it stays as it is and says nothing.
  const told = releaseInfo !== null && releaseInfo.trim() !== '' && releaseInfo !== 'releaseinfo';
  return {
    uuid: value('uuid'),
    benchmark: {
      id: id === null ? null : shortId(id.trim()),
      title: value('title') ?? ref.title,
      ...releaseFields(value('version') || ref.version, told ? releaseInfo : ref.releaseInfo),
      releaseInfo: releaseInfo ?? ref.releaseInfo,
      description: value('description'),
      notice: notice === null ? null : { id: notice, text: '' },
      source: value('source'),
      fileName: value('filename'),
      classification: value('classification'),
      customName: value('customname'),
      targetKey: null,
      size: null,
    },
  };
}
