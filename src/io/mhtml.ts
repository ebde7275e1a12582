import PostalMime from 'postal-mime';
import { StigError } from './diagnostic.js';
import { Source } from './source.js';
import { decodeWindows1252 } from './windows-1252.js';

/** Parts within parts: a saved page has one level. */
const DEPTH = 20;

/**
 * The page in a file that a browser saved as one (MHTML): its HTML, decoded, under the name and hash of the file. Where it
 * has frames, theirs follows. Line ends are LF; pictures and stylesheets are left. Throws a StigError where there is none.
 */
export async function pageIn(source: Source): Promise<Source> {
  const html = await htmlIn(source);
  if (html === undefined || html.trim() === '') throw noPage(source.name, 'it holds no HTML');
  return new Source(source.name, new TextEncoder().encode(mended(html)), source.sha256);
}

async function htmlIn({ name, bytes }: Source): Promise<string | undefined> {
  try {
    return (await PostalMime.parse(bytes, { maxNestingDepth: DEPTH, maxRfc822NestingDepth: 0 })).html;
  } catch (error) {
    throw noPage(name, (error as Error).message);
  }
}

/**
 * Control characters that stand for Windows-1252's quotes and dashes: Node's decoder gives them of bytes that are of that
 * encoding, and no page has them otherwise.
 */
function mended(html: string): string {
  return html.replace(/[\x80-\x9f]/g, (control) => decodeWindows1252(Uint8Array.of(control.charCodeAt(0))));
}

function noPage(file: string, why: string): StigError {
  return new StigError({
    code: 'format-unknown',
    severity: 'error',
    file,
    message: `this saved page (MHTML) cannot be read: ${why}`,
    hint: 'Save the page again, as one file or as HTML.',
  });
}
