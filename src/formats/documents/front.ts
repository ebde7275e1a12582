import { isoDate, releaseName } from '../../model/release.js';
import type { Line } from './lines.js';

/** What a title page says. */
export interface Front {
  title: string | null;
  product: string | null;
  version: string | null;
  release: string | null;
  releaseName: string | null;
  date: string | null;
  developedBy: string | null;
}

const VERSION = /^Version (\d+), Release (\d[\d.]*)$/i;
/** No title is longer: a line of a text may be as long as the file. */
const LONGEST = 1_000;
const DEVELOPED = /^Developed by (.{1,200})$/i;
const DATE = /^\d{1,2} [A-Z][a-z]{2,8},? \d{4}$|^[A-Z][a-z]{2,8} \d{1,2}, \d{4}$/;
/** What ends a title page, where it is not the end of the page: the first heading after it. */
const END = /^(?:Trademark Information|TABLE OF CONTENTS|1\.? INTRODUCTION)$/i;
const GUIDE =
  /\s*\b(?:SECURITY\s+(?:TECHNICAL\s+IMPLEMENTATION|REQUIREMENTS)\s+GUIDES?|(?:STIG|SRG))\b.{0,40}$|\s+(?:OVERVIEW|REVISION HISTORY)$/i;

/**
 * Reads the title page, which precedes the first heading. Its title stands before version, date and developer;
 * packages of several STIGs (vSphere 7.0) have no version. `text` is the whole document: the product is spelled as
 * the text spells it, since the title page is in capitals.
 */
export function readFront(lines: readonly Line[], text: string): Front {
  const front: Front = {
    title: null,
    product: null,
    version: null,
    release: null,
    releaseName: null,
    date: null,
    developedBy: null,
  };
  const title: string[] = [];
  for (const line of lines.slice(0, 40)) {
    if (END.test(line.text) && title.length > 0) break;
    const version = VERSION.exec(line.text);
    const developed = DEVELOPED.exec(line.text);
    if (version) [front.version, front.release] = [version[1]!, version[2]!];
    else if (developed) front.developedBy ??= developed[1]!.replace(/\s+for the DOD$/i, '');
    else if (DATE.test(line.text)) front.date ??= isoDate(line.text);
    else if (front.date === null && front.version === null && front.developedBy === null) title.push(line.text);
    if (front.developedBy !== null && front.date !== null) break;
  }
  front.releaseName = releaseName(front.version, front.release);
  front.title = title.length === 0 ? null : title.join(' ');
  front.product = front.title === null || front.title.length > LONGEST ? null : productOf(front.title, text);
  return front;
}

/** The abbreviation after a product's name. */
const SHORT = /\s*\([^()]{1,40}\)$/;

function productOf(title: string, text: string): string | null {
  const capitals = title.replace(GUIDE, '').trim();
  if (capitals === '' || capitals.length > 200) return capitals || null;
  const short = SHORT.exec(capitals)?.[0] ?? '';
  const found = spelledIn(capitals, text) ?? spelledIn(capitals.slice(0, capitals.length - short.length), text, short);
  return found ?? capitals;
}

/** The words as the text spells them: where they first stand in other than capitals alone. */
function spelledIn(capitals: string, text: string, short = ''): string | null {
  const words = capitals.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  for (const [found] of text.matchAll(new RegExp(words.join('\\s+'), 'gi'))) {
    if (/\p{Ll}/u.test(found)) return found.replace(/\s+/g, ' ') + short;
  }
  return null;
}
