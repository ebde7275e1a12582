import type { Overview, OverviewSection } from '../../model/documents.js';
import { readBlocks } from './blocks.js';
import { readFront } from './front.js';
import { captionOf, type Heading, headingReader, readContents } from './headings.js';
import { joinMarks, type Line } from './lines.js';

/** An overview, but for what its input was. */
export type OverviewContent = Omit<Overview, 'sources'>;

/**
 * Reads the lines of an overview, without what its pages repeat. Title page, trademark notice and table of contents
 * are no sections; the sections stand in document order, each with the text up to the next heading of any level.
 */
export function readOverview(printed: readonly Line[]): OverviewContent {
  const lines = joinMarks(printed);
  const contents = readContents(lines);
  const { title, product, version, release, releaseName, date, developedBy } = readFront(
    lines,
    lines.map((line) => line.text).join('\n'),
  );
  const sections = sectionsOf(lines.slice(contents.body), headingReader(contents));
  const captions = sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.type === 'figure' || block.type === 'table' ? (block.title ?? []) : []));
  const titles = (kind: 'table' | 'figure', listed: string[]) => [
    ...new Set([...captions.filter((caption) => captionOf(caption) === kind), ...listed]),
  ];
  return {
    kind: 'overview',
    title,
    product,
    version,
    release,
    releaseName,
    date,
    developedBy,
    sections,
    tables: titles('table', contents.tables),
    figures: titles('figure', contents.figures),
  };
}

function sectionsOf(lines: readonly Line[], headingAt: (line: Line, next?: Line) => Heading | null): OverviewSection[] {
  const parts: { heading: Heading; lines: Line[] }[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const heading = headingAt(line, lines[i + 1]);
    if (heading === null) parts.at(-1)?.lines.push(line);
    else {
      parts.push({ heading, lines: [] });
      // A heading broken over two lines took the next one in.
      if (!line.text.endsWith(heading.title)) i++;
    }
  }
  return parts.map(({ heading, lines }) => {
    const blocks = readBlocks(lines);
    return {
      number: heading.number,
      title: heading.title,
      level: heading.number?.split('.').length ?? 1,
      text: blocks.map((block) => block.printed).join('\n\n'),
      blocks: blocks.map((block) => block.block),
    };
  });
}
