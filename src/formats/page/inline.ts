import { fieldAt } from './labels.js';
import type { PageLine } from './lines.js';

/** Before each label within a line; `CCI` of a value (`CCI-000366`) is none. */
const BEFORE_LABEL = /(?=\b(?:RMF Controls?|Severity|CCIs?(?!-)|Version|STIG ID|Vuln(?:erability)? IDs?|Rule IDs?)\b)/;

/**
 * Parts a line that holds all the labels of a rule with their values, as pages give it that set them side by side. Only
 * where each of three parts or more is a label with its value: a sentence that names labels stays whole.
 */
export function partLabels(lines: readonly PageLine[]): PageLine[] {
  return lines.flatMap((line) => {
    if (line.pre || line.text.length > 600 || !/\b(?:Vuln(?:erability)?|Rule) IDs?\b/.test(line.text)) return [line];
    const parts = line.text.split(BEFORE_LABEL).map((text) => ({ ...line, text: text.replace(/[\s|;,·•/]+$/, '') }));
    const [first, ...others] = parts.filter(({ text }) => text !== '');
    const labels = first === undefined ? [] : fieldOf(first) ? [first, ...others] : others;
    if (labels.length < 3 || !labels.every(fieldOf)) return [line];
    return first === undefined || labels[0] === first ? labels : [first, ...labels];
  });
}

function fieldOf(line: PageLine): boolean {
  return (fieldAt([line], 0)?.values.length ?? 0) > 0;
}
