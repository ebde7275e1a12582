import { joinLines, type Line } from './lines.js';

/** A heading as printed. */
export interface Heading {
  /** Without a closing dot; `null` of an appendix. */
  number: string | null;
  title: string;
}

/** What stands before the first section. */
export interface Contents {
  headings: Heading[];
  /** Titles of the lists of tables and figures. */
  tables: string[];
  figures: string[];
  /** Number of the line at which the first section begins. */
  body: number;
}

/** `1. INTRODUCTION`, `1.1 Executive Summary`; a list item `1. CATEGORIES` looks the same and is told by its place. */
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,5})\.?\s+(\S.{0,250})$/;
const APPENDIX = /^APPENDIX [A-Z]\b.{0,250}$/;
/** Dot leaders and page number of an entry in a table of contents. */
const LEADER = /[\s.]{2,}(\d{1,3}|[ivx]{1,6})?$|\s(\d{1,3}|[ivx]{1,6})$/;
const LONGEST = 1_000;
const CAPTION = /^(Table|Figure) \d{1,3}(?:[-.]\d{1,3})?\s*[:.]/;

/** Reads a line as a heading by its form alone. */
export function headingOf(text: string): Heading | null {
  const match = NUMBERED.exec(text);
  if (match) return { number: match[1]!, title: match[2]!.trim() };
  return APPENDIX.test(text) ? { number: null, title: text } : null;
}

/** `table` or `figure` where the line is a title of one, `Table 1-1: ...`. */
export function captionOf(text: string): 'table' | 'figure' | null {
  const word = CAPTION.exec(text)?.[1];
  return word === undefined ? null : word === 'Table' ? 'table' : 'figure';
}

/** Reads the table of contents and the lists of tables and figures, and finds where the first section begins. */
export function readContents(lines: readonly Line[]): Contents {
  const contents: Contents = { headings: [], tables: [], figures: [], body: lines.length };
  const start = lines.findIndex((line) => /^TABLE OF CONTENTS$/i.test(line.text));
  if (start < 0) {
    const first = lines.findIndex((line) => {
      const heading = headingOf(line.text);
      return heading?.number === '1' && looksLikeHeading(heading);
    });
    return { ...contents, body: first < 0 ? lines.length : first };
  }
  let open = '';
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i]!;
    const entry = line.text.length > LONGEST ? line.text : line.text.replace(LEADER, '').trim();
    const first = contents.headings[0];
    // The heading that the table of contents began with, once more and without a page number: the body.
    if (first !== undefined && line.text.trim() === entry && isHeading(entry, first)) return { ...contents, body: i };
    if (/^(?:Page|LIST OF (?:TABLES|FIGURES))$/i.test(entry)) open = '';
    else if (captionOf(entry) !== null) {
      contents[captionOf(entry) === 'table' ? 'tables' : 'figures'].push(entry);
    } else {
      const heading = headingOf(entry);
      const last = contents.headings.at(-1);
      // An entry broken over lines has its page number on the last one.
      if (heading === null && open !== '' && last !== undefined) last.title = joinLines([last.title, entry]);
      else contents.headings.push(heading ?? { number: null, title: entry });
      open = entry === line.text ? entry : '';
    }
  }
  return contents;
}

/** Tells headings from other lines that begin with a number, by what came before and by the table of contents. */
export function headingReader(contents: Contents): (line: Line, next: Line | undefined) => Heading | null {
  const titles = new Set(contents.headings.map((heading) => plain(heading.title)));
  const begins = (text: string) => [...titles].some((title) => title.startsWith(`${plain(text)} `));
  let last: number[] = [];
  return (line, next) => {
    const heading = headingOf(line.text);
    if (heading === null) return null;
    const path = heading.number?.split('.').map(Number) ?? null;
    if (path !== null && !follows(path, last)) return null;
    if (next !== undefined && !titles.has(plain(heading.title)) && begins(heading.title)) {
      const whole = joinLines([heading.title, next.text]);
      if (titles.has(plain(whole))) heading.title = whole;
    }
    const known = titles.size > 0 ? titles.has(plain(heading.title)) : looksLikeHeading(heading);
    if (!known) return null;
    if (path !== null) last = path;
    return heading;
  };
}

/** Whether a number may come next: a first child, the next sibling, or the next of something above. */
function follows(path: readonly number[], last: readonly number[]): boolean {
  if (path.length === last.length + 1) return path.at(-1) === 1 && last.every((part, i) => part === path[i]);
  if (path.length > last.length) return false;
  return path.every((part, i) => part === last[i]! + (i === path.length - 1 ? 1 : 0));
}

/** Without a table of contents: chapters are in capitals, sections have no end of a sentence. */
function looksLikeHeading({ number, title }: Heading): boolean {
  if (number === null) return true;
  return number.includes('.') ? !/[.;:,]$/.test(title) : title === title.toUpperCase();
}

function isHeading(text: string, heading: Heading): boolean {
  const found = headingOf(text);
  return found !== null && plain(found.title) === plain(heading.title);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
