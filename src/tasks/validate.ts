import type { Format } from '../formats/format.js';
import { formatNamed } from '../formats/registry.js';
import { type Diagnostic, formatDiagnostic, type Report, StigError } from '../io/diagnostic.js';
import { outputBase } from '../io/output-names.js';
import { Source } from '../io/source.js';
import type { Checklist } from '../model/checklist.js';
import type { Document } from '../model/document.js';
import type { Policy } from '../model/policy.js';
import { readSource } from '../read.js';
import { roundTrip } from '../round-trip.js';
import { type Importer, validateFor } from '../validate/importers/index.js';
import type { LibraryRelease } from '../validate/importers/library.js';
import { validate } from '../validate/index.js';
import { locator } from '../validate/places.js';
import type { PriorRelease } from '../validate/prior.js';
import { checkReleases, type ReleaseRules, releaseRules } from '../validate/releases.js';
import { writeDocument } from '../write.js';
import { inFile } from './in-file.js';
import type { Task } from './task.js';

/** What is asked of every document. */
export interface ValidateOptions {
  importers: Importer[];
  library: LibraryRelease[] | undefined;
  roundTrip: boolean;
  /** What a site asks of its checklists. */
  policy: Policy | undefined;
  /** What severities are held against; `undefined` where that is not asked for. */
  priors: PriorRelease[] | undefined;
  /** Releases that checklists are held against; `undefined` where those among the inputs are, which come later. */
  releases: ReleaseRules[] | undefined;
  /** Whether a checklist is to be mended. */
  mend: boolean;
}

/** What came of a document; its findings are reported. */
export interface Validated {
  kind: Document['kind'];
  /** The rules of a release, for the checklists among the inputs; `null` of others, and where releases were given. */
  release: ReleaseRules | null;
  /** A copy in which something is mended; `nothing` where there was nothing to mend, `null` where no copy is wanted. */
  copy: MendedCopy | 'nothing' | null;
  /** Of the bytes that the document was read from. */
  sha256: string;
}

/** A checklist as the viewer would write it. */
export interface MendedCopy {
  /** Name of its file without ending. */
  base: string;
  extension: string;
  data: string | Uint8Array;
  /** What was mended, in words. */
  mended: string[];
}

/** Validates each document, and mends it where that is asked for. */
export const validateTask: Task<ValidateOptions, Validated> = async (input, asked, report) => {
  const { source, format, documents, origins } = input;
  const validated: Validated[] = [];
  for (const [i, document] of documents.entries()) {
    const reportHere = inFile(report, source, document);
    for (const finding of await findingsOn(document, origins[i]!.whole, format, source, asked)) reportHere(finding);
    const copy =
      asked.mend && document.kind === 'checklist' ? await mendedCopy(document, format, source, asked, report) : null;
    const release = document.kind === 'benchmark' && asked.releases === undefined ? releaseRules(document) : null;
    validated.push({ kind: document.kind, release, copy, sha256: source.sha256 });
  }
  return validated;
};

/** @param whole the document with what a selection left out: what a file gives back is asked of all of it */
async function findingsOn(
  document: Document,
  whole: Document,
  format: Format,
  source: Source,
  asked: ValidateOptions,
): Promise<Diagnostic[]> {
  const locate = locator(document, format.name, source);
  const found = validate(document, { policy: asked.policy, locate });
  if (asked.priors !== undefined && (document.kind === 'benchmark' || document.kind === 'checklist')) {
    const { checkPrior } = await import('../validate/prior.js');
    found.push(...checkPrior(document, asked.priors, locate));
  }
  if (document.kind === 'checklist') {
    if (asked.releases !== undefined) found.push(...checkReleases(document, asked.releases, true, locate));
    for (const importer of asked.importers) found.push(...importFindings(document, format, source, importer, asked));
  }
  if (asked.roundTrip) found.push(...(await roundTrip(whole, format, source)));
  return found;
}

function importFindings(
  checklist: Checklist,
  format: Format,
  source: Source,
  importer: Importer,
  { library }: ValidateOptions,
): Diagnostic[] {
  const found = validateFor(checklist, importer, { format: format.name, source, library });
  return found.map((finding) => ({ ...finding, message: `${importer}: ${finding.message}` }));
}

/**
 * The checklist as the viewer would write it, which mends what can be mended without a person: the order of elements,
 * missing ones, words in other spelling, several CCIs in an item. What was mended is said.
 */
async function mendedCopy(
  checklist: Checklist,
  format: Format,
  source: Source,
  asked: ValidateOptions,
  report: Report,
): Promise<MendedCopy | 'nothing' | null> {
  const to = asked.importers.includes('stig-viewer-2') || format.name !== 'cklb' ? 'ckl' : 'cklb';
  const viewer = /<!--\s*DISA STIG Viewer :: 3/.test(source.beginning(1000)) || to === 'cklb' ? 3 : 2;
  const base = outputBase(source.name);
  try {
    const data = await writeDocument(checklist, to, { viewer, name: base }, report);
    const copy = new Source(source.name, typeof data === 'string' ? new TextEncoder().encode(data) : data);
    const again = (await readSource(copy, { from: to })).documents[0] as Checklist;
    const [before, after] = [
      asked.importers.flatMap((importer) => importFindings(checklist, format, source, importer, asked)),
      asked.importers.flatMap((importer) => importFindings(again, formatNamed(to)!, copy, importer, asked)),
    ];
    const left = new Set(after.map(keyOf));
    const mended = before.filter((finding) => !left.has(keyOf(finding))).map(formatDiagnostic);
    return mended.length === 0 ? 'nothing' : { base, extension: to, data, mended };
  } catch (error) {
    if (!(error instanceof StigError) || error.code === 'usage') throw error;
    for (const diagnostic of error.diagnostics) report({ file: source.name, ...diagnostic });
    return null;
  }
}

/** A finding without its place, which moves when a file is written anew. */
function keyOf({ rule, message }: Diagnostic): string {
  return `${rule ?? ''}\n${message}`;
}
