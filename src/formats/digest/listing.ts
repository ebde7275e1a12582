import { render, stylesheet } from '../../io/template.js';
import { escapeHeading, escapeInline } from '../shared/markdown-escape.js';
import { oneLine } from '../shared/words.js';

/** A document of headed lists, for what is no word diff: checklists compared, a blast radius, the contents of a quarter. */
export interface Listing {
  title: string;
  headline: string;
  parts: ListingPart[];
}

export interface ListingPart {
  /** `''` where there is one part. */
  title: string;
  groups: ListingGroup[];
}

/** A headed list. */
export interface ListingGroup {
  title: string;
  items: string[];
  /** Number of items, where they are left out. */
  count?: number;
}

/** The listing with counts in place of its items. */
export function summarized(listing: Listing): Listing {
  const parts = listing.parts.map(({ title, groups }) => ({
    title,
    groups: groups.map((group) => ({ title: group.title, items: [], count: group.items.length })),
  }));
  return { ...listing, parts };
}

/** The listing as plain text, one line an item. */
export function listingText({ title, headline, parts }: Listing): string {
  const lines = [title, headline];
  for (const part of parts) {
    if (part.title !== '') lines.push('', part.title);
    for (const group of part.groups) {
      lines.push(`${group.title} ${countOf(group)}`, ...group.items.map((item) => `- ${oneLine(item)}`));
    }
  }
  return `${lines.join('\n')}\n`;
}

/** The listing as Markdown; nothing of its items becomes markup. */
export function listingMarkdown({ title, headline, parts }: Listing): string {
  const blocks = [`# ${headingText(title)}`, `**${escapeInline(headline)}**`];
  for (const part of parts) {
    if (part.title !== '') blocks.push(`## ${headingText(part.title)}`);
    for (const group of part.groups) {
      blocks.push(`### ${group.title} (${countOf(group)})`);
      blocks.push(group.items.map((item) => `- ${markdownLine(item)}`).join('\n'));
    }
  }
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** Text within a line of Markdown; a comment breaks what GitHub would read as mention or reference. */
export function markdownLine(text: string): string {
  return unlinked(escapeInline(oneLine(text)));
}

/** Text of a heading. */
export function headingText(text: string): string {
  return unlinked(escapeHeading(oneLine(text)));
}

function unlinked(markdown: string): string {
  return markdown.replace(/([@#])(?=\w)/g, '$1<!-- -->');
}

/** The listing as one HTML file. */
export function listingHtml(listing: Listing): string {
  const parts = listing.parts.map(({ title, groups }) => ({
    title,
    groups: groups.map((group) => ({ ...group, count: countOf(group) })),
  }));
  return render('digest/listing', { ...listing, parts, style: stylesheet('html/style.css'), marking: null });
}

function countOf({ items, count }: ListingGroup): number {
  return count ?? items.length;
}
