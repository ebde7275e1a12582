import type { PageDigest, PageDigestEntry } from '../../model/documents.js';
import { severityFrom } from '../../model/severity.js';
import { bare, fieldAt, headAt, LINK } from './labels.js';
import type { PageLine } from './lines.js';
import { isDigestHead } from './release-rules.js';

type Section = PageDigestEntry['section'];

const SECTION = /^(added|removed|renumbered|content changes?|changed|content changed)(?:\s*[(:]?\s*\d+\s*\)?)?$/i;
const ENTRY = /^((?=\S*\d)[A-Za-z]+-[\w.-]*)(?:\s+(.*))?$/;
const FIELD = /^(description|discussion|check|fix)(?:\s*[,+/&·]\s*|\s+|$)/;

/** The Digest of Updates of a release page; `null` where the page has none. It ends where the rules begin. */
export function readDigest(lines: readonly PageLine[]): PageDigest | null {
  const start = lines.findIndex(isDigestHead);
  if (start < 0) return null;
  const entries: PageDigestEntry[] = [];
  let priorRelease: string | null = null;
  let section: Section | null = null;
  /** Of an entry whose title has not come yet. */
  let open: { id: string; rest: string } | null = null as { id: string; rest: string } | null;
  const flush = () => {
    // An id alone is the heading of the first rule, below the digest.
    if (open !== null && section !== null && open.rest !== '') entries.push(entryOf(section, open.id, open.rest));
    open = null;
  };
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i]!;
    if (isRuleAhead(lines, i)) break;
    const text = entryText(line);
    priorRelease ??= priorOf(text);
    const heading = SECTION.exec(bare(line.text));
    const entry: RegExpExecArray | null = ENTRY.exec(text);
    if (heading) {
      flush();
      section = sectionOf(heading[1]!);
    } else if (section !== null && entry) {
      flush();
      open = { id: entry[1]!, rest: entry[2] ?? '' };
    } else if (open !== null && text !== '') open = { id: open.id, rest: `${open.rest} ${text}`.trimStart() };
    // What follows a whole entry and is none is the page's furniture.
    if (open !== null && section !== null && entryOf(section, open.id, open.rest).title !== null) flush();
  }
  flush();
  return { priorRelease, entries };
}

/** A line without list mark, and without the Markdown that sets off ids, severities and fields. */
function entryText(line: PageLine): string {
  return line.text
    .slice(0, 2000)
    .replace(/^\s*(?:[-*+•·] +)?/, '')
    .replace(LINK, '$1')
    .replace(/\*\*/g, '')
    .replace(/`((?:description|discussion|check|fix)[a-z, ]*)`/g, '$1')
    .trim();
}

/** Another label or head: `Version` alone is a word that stands on many pages. */
function isRuleAhead(lines: readonly PageLine[], index: number): boolean {
  const field = fieldAt(lines, index);
  return headAt(lines[index]!) !== null || (field !== null && field.values.length > 0 && field.field !== 'stigId');
}

function priorOf(text: string): string | null {
  const match = /\b(?:prior|previous|earlier|later|same) release\s*\(?\s*(V\d+R[\d.]+\d|V\d+R\d)\b/i.exec(
    text.slice(0, 500),
  );
  return match === null ? null : match[1]!.toUpperCase();
}

function sectionOf(word: string): Section {
  const name = word.toLowerCase();
  return name === 'added' || name === 'removed' || name === 'renumbered' ? name : 'contentChanged';
}

/** `V-260909 Medium fix MKE must ...`: fields stand in small letters before the title, of changed rules only. */
function entryOf(section: Section, vulnId: string, text: string): PageDigestEntry {
  const word = /^(?:high|medium|low|unknown|cat\s+i{1,3})\b/i.exec(text)?.[0] ?? '';
  let rest = text.slice(word.length).trimStart();
  const was = section === 'renumbered' ? /^\(was (\S+?)(?:,[^)]*)?\)\s*/.exec(rest) : null;
  if (was !== null) rest = rest.slice(was[0].length);
  const fields: string[] = [];
  if (section === 'contentChanged' || section === 'renumbered') {
    for (let match = FIELD.exec(rest); match !== null; match = FIELD.exec(rest)) {
      fields.push(match[1]!);
      rest = rest.slice(match[0].length);
    }
  }
  const old = was === null ? {} : { oldVulnId: was[1]! };
  return { section, vulnId, ...old, severity: severityFrom(word), fields, title: rest === '' ? null : rest };
}
