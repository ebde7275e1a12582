import type { Document } from '../../model/document.js';
import type { Codec, Write, WritePieces } from '../format.js';
import type { DigestOptions } from '../shared/digest-options.js';
import { blastCsv, blastListing, checklistCsv, checklistListing } from './checklists.js';
import { digestCsv } from './csv.js';
import { digestHtml } from './html.js';
import { type Listing, listingHtml, listingMarkdown, listingText } from './listing.js';
import { cappedLines, digestMarkdown } from './markdown.js';
import { quarterCsv, quarterHtml, quarterMarkdown, quarterText } from './quarter.js';
import { digestText } from './text.js';

/** The four forms of a document for people. */
interface Forms {
  text(): string;
  markdown(): string;
  html(): string;
  csv(): string;
}

const write: Write = (document, options) => {
  const { as = 'text' } = options;
  if (as === 'xlsx' || as === 'ndjson') throw new Error(`no digest as ${as}`);
  return formsOf(document, options.digest ?? {})[as]();
};

function formsOf(document: Document, options: DigestOptions): Forms {
  switch (document.kind) {
    case 'release-diff':
      return {
        text: () => digestText(document, options),
        markdown: () => digestMarkdown(document, options),
        html: () => digestHtml(document, options),
        csv: () => digestCsv([document], options),
      };
    case 'quarter-diff':
      return {
        text: () => [...quarterText(document, options)].join(''),
        markdown: () => quarterMarkdown(document, options),
        html: () => quarterHtml(document, options),
        csv: () => [...quarterCsv(document, options)].join(''),
      };
    case 'checklist-diff':
      return listingForms(
        () => checklistListing(document, options),
        () => checklistCsv(document, options),
        options,
      );
    case 'blast-radius':
      return listingForms(
        () => blastListing(document),
        () => blastCsv(document),
        options,
      );
    default:
      throw new Error(`no digest of a ${document.kind}`);
  }
}

function listingForms(listing: () => Listing, csv: () => string, options: DigestOptions): Forms {
  return {
    text: () => listingText(listing()),
    markdown: () => cappedLines(listingMarkdown(listing()), options.maxBytes),
    html: () => listingHtml(listing()),
    csv,
  };
}

/** The forms of a quarter that are as long as it is. Of the others a digest is a tenth. */
const pieces: WritePieces = (document, { as = 'text', digest = {} }) => {
  if (document.kind !== 'quarter-diff') return null;
  return as === 'text' ? quarterText(document, digest) : as === 'csv' ? quarterCsv(document, digest) : null;
};

/** What changed, for people: the Digest of Updates and its relatives. */
export const digest: Codec = { write, pieces };
