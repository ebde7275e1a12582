import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCkl } from '../../src/formats/ckl/read.js';
import { readCklb } from '../../src/formats/cklb/read.js';
import { jsonOf } from '../../src/formats/json/write.js';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { formatDiagnostic } from '../../src/io/diagnostic.js';
import { Source } from '../../src/io/source.js';
import type { Checklist } from '../../src/model/checklist.js';
import { readContext } from './context.js';

export const FIXTURES = join(import.meta.dirname, '../fixtures');

/** Names of the fixtures of a format, sorted. */
export function fixtureNames(folder: 'ckl' | 'ckl-malformed' | 'cklb' | 'cklb-malformed'): string[] {
  return readdirSync(join(FIXTURES, folder)).sort();
}

export function fixturePath(folder: string, name: string): string {
  return join(FIXTURES, folder, name, folder.startsWith('cklb') ? 'input.cklb' : 'input.ckl');
}

/** Reads a fixture; what was reported comes with it. */
export function readFixture(
  folder: string,
  name: string,
): { checklist: Checklist; reported: Diagnostic[]; bytes: Buffer } {
  return readChecklist(fixturePath(folder, name));
}

/** Reads a CKL or CKLB file by its ending. */
export function readChecklist(path: string): { checklist: Checklist; reported: Diagnostic[]; bytes: Buffer } {
  const bytes = readFileSync(path);
  const context = readContext();
  const source = new Source(path.slice(path.lastIndexOf('/') + 1), bytes);
  const [checklist] = path.endsWith('.cklb') ? readCklb(source, context) : readCkl(source, context);
  return { checklist: checklist!, reported: context.reported, bytes };
}

/** Reads text as the format whose ending is given. */
export function readText(text: string | Uint8Array, ending: 'ckl' | 'cklb'): Checklist {
  const source = new Source(`again.${ending}`, typeof text === 'string' ? Buffer.from(text) : text);
  return (ending === 'cklb' ? readCklb : readCkl)(source, readContext())[0]!;
}

/** The model without what is no part of equality: the file's own pieces and its name and hash. */
export function modelOf(checklist: Checklist): unknown {
  return { ...jsonOf(checklist), sources: [] };
}

export function messages(reported: readonly Diagnostic[]): string {
  return reported.map((d) => `${d.severity} ${d.code} ${formatDiagnostic(d)}\n`).join('');
}

/** What two texts do not share: the differing middle of each, between the longest common head and tail. */
export function middles(a: string, b: string): [string, string] {
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return [a.slice(head, a.length - tail), b.slice(head, b.length - tail)];
}
