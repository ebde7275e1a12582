import type { Head } from '../format.js';

/** Whether the content may be a page: text of any kind, or markup that begins as a page does. */
export function isPage(head: Head): boolean {
  if (head.first === '{' || head.first === '[') return head.root === null && /^\s*\[[^\]]*\]\(/.test(head.text);
  return head.first !== '<' || head.root === null || HTML.test(head.root);
}

const HTML = /^(?:html|head|body|main|article|section|div|header|h[1-6]|p|ul|ol|dl|table|details|span|nav|a|pre)$/i;
/** What stands between two words of a label: blanks, tags, and Markdown's backslashes. */
const GAP = String.raw`(?:\s|&nbsp;|&#160;|<[^<>]{0,500}>)`;

const RELEASE_LABELS = [
  new RegExp(`\\bVuln(?:erability)?${GAP}+IDs?\\b`, 'i'),
  new RegExp(`\\bRule${GAP}+IDs?\\b`, 'i'),
  new RegExp(`\\bRMF${GAP}+Controls?\\b`, 'i'),
  new RegExp(`\\bChecks?\\b:?${GAP}*C-\\d`),
  new RegExp(`\\bFix\\b:?${GAP}*F-\\d`),
];
const CHECK_LABELS = [
  new RegExp(`\\bCheck${GAP}+Content\\b`, 'i'),
  new RegExp(`\\bFix${GAP}+Text\\b`, 'i'),
  new RegExp(`\\bAdditional${GAP}+Identifiers\\b`, 'i'),
  new RegExp(`\\(in${GAP}+version${GAP}+v`, 'i'),
  new RegExp(`\\bCheck:${GAP}*(?=[^\\s<]*\\d)[\\w-]+`),
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

function count(text: string, labels: readonly RegExp[]): number {
  return labels.filter((label) => label.test(text)).length;
}
