import type { Head } from '../format.js';

/** Whether the content may be a page: text of any kind, or markup that begins as a page does. */
export function isPage(head: Head): boolean {
  if (head.first === '{' || head.first === '[') return head.root === null && /^\s*\[[^\]]*\]\(/.test(head.text);
  return head.first !== '<' || head.root === null || HTML.test(head.root);
}

const HTML = /^(?:html|head|body|main|article|section|div|header|h[1-6]|p|ul|ol|dl|table|details|span|nav|a|pre)$/i;
/** What stands between two words of a label: blanks, tags, and Markdown's backslashes. */
const GAP = String.raw`(?:\s|&nbsp;|&#160;|<[^<>]{0,500}>)`;

/** Labels by the name they go by in messages. */
type Label = [name: string, pattern: RegExp];

const RELEASE_LABELS: Label[] = [
  ['Vuln IDs', new RegExp(`\\bVuln(?:erability)?${GAP}+IDs?\\b`, 'i')],
  ['Rule IDs', new RegExp(`\\bRule${GAP}+IDs?\\b`, 'i')],
  ['RMF Control', new RegExp(`\\bRMF${GAP}+Controls?\\b`, 'i')],
  ['Checks: C-...', new RegExp(`\\bChecks?\\b:?${GAP}*C-\\d`)],
  ['Fix: F-...', new RegExp(`\\bFix\\b:?${GAP}*F-\\d`)],
];
const CHECK_LABELS: Label[] = [
  ['Check Content', new RegExp(`\\bCheck${GAP}+Content\\b`, 'i')],
  ['Fix Text', new RegExp(`\\bFix${GAP}+Text\\b`, 'i')],
  ['Additional Identifiers', new RegExp(`\\bAdditional${GAP}+Identifiers\\b`, 'i')],
  ['(in version v...)', new RegExp(`\\(in${GAP}+version${GAP}+v`, 'i')],
  // Bounded, as the look ahead is made at every `Check:`: STIG IDs are some 20 characters.
  ['Check: STIG ID', new RegExp(`\\bCheck:${GAP}*(?=[^\\s<]{0,80}\\d)[\\w-]+`)],
];

/** Whether a text shows the labels of a release page; a check page shows others. */
export function isReleasePage(text: string): boolean {
  const found = count(text, RELEASE_LABELS);
  return found >= 3 && found > count(text, CHECK_LABELS);
}

/** Whether a text shows the labels of a check page. */
export function isCheckPage(text: string): boolean {
  // `Check Content` and `Fix Text` alone are columns of many a table.
  return count(text, CHECK_LABELS) >= 2 && count(text, CHECK_LABELS.slice(2)) >= 1;
}

function count(text: string, labels: readonly Label[]): number {
  return found(text, labels).length;
}

function found(text: string, labels: readonly Label[]): string[] {
  return labels.filter(([, label]) => label.test(text)).map(([name]) => name);
}

/** What a page or text that no reader knows lacks of a release page and of a check page; `null` of anything else. */
export function whatPagesLack(head: Head): string | null {
  if (!isPage(head)) return null;
  const { text } = head.source;
  const names = (labels: readonly Label[]) => labels.map(([name]) => name).join(', ');
  const has = [...new Set([...found(text, RELEASE_LABELS), ...found(text, CHECK_LABELS)])].join(', ');
  return (
    `looked for the labels of a release page (${names(RELEASE_LABELS)}) and of a check page (${names(CHECK_LABELS)}); ` +
    `found ${has === '' ? 'none' : `only ${has}`}`
  );
}
