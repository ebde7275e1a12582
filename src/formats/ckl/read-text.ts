import type { Source } from '../../io/source.js';
import { elementsOf, hasElements, textOf, type XmlElement } from '../../io/xml-element.js';
import { decodeReferences } from '../../io/xml-text.js';

/**
 * The text of an element, with line ends as XML defines them (section 2.11: CRLF and CR in the file are LF) and
 * references decoded after that, so that `&#xD;` stays a carriage return. `null` for an absent element.
 */
export function contentOf(element: XmlElement | undefined, source: Source): string | null {
  if (element === undefined) return null;
  if (element.children.length === 0) return '';
  const [only] = element.children;
  // Without any carriage return both ways of reading line ends are one.
  if (element.children.length === 1 && typeof only === 'string' && !only.includes('\r')) return only;
  const raw = source.text.slice(element.contentStart, element.contentEnd);
  // Comments, CDATA or elements within: rare, and the walker has them sorted out.
  if (raw.includes('<') || hasElements(element)) return lineEnds(textOf(element) ?? '');
  return decodeReferences(lineEnds(raw));
}

function lineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Name and value of a STIG_DATA or SI_DATA; the value is `null` where its element is absent. */
export function pairOf(element: XmlElement, source: Source): { name: string; value: string | null } | undefined {
  const [nameTag, valueTag] =
    element.name === 'STIG_DATA' ? ['VULN_ATTRIBUTE', 'ATTRIBUTE_DATA'] : ['SID_NAME', 'SID_DATA'];
  let name: XmlElement | undefined;
  let value: XmlElement | undefined;
  for (const c of elementsOf(element)) {
    if (c.name === nameTag) name ??= c;
    else if (c.name === valueTag) value ??= c;
  }
  return name === undefined
    ? undefined
    : { name: (contentOf(name, source) ?? '').trim(), value: contentOf(value, source) };
}
