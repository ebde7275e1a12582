import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { page } from '../scripts/diagnostics.mjs';
import type { CliIo } from '../src/cli/cli-io.js';
import { renderDiagnostic } from '../src/cli/render-diagnostic.js';
import validates from '../src/generated/validators/diagnostic.js';
import { CODES, type DiagnosticCode } from '../src/io/codes.js';
import type { Diagnostic } from '../src/io/diagnostic.js';
import { produce } from './support/produce.js';
import { PRODUCERS } from './support/producers.js';

const codes = Object.keys(CODES) as DiagnosticCode[];
const PAGE = new URL('../docs/diagnostics.md', import.meta.url);
const PLAIN: CliIo = {
  out: async () => {},
  err: () => {},
  env: {},
  outIsTerminal: false,
  errIsTerminal: false,
  columns: 80,
};

/** What a row promises of the place. */
function placeOf({ file, line, column, rule }: Diagnostic): string {
  if (file === undefined) return 'none';
  return column !== undefined ? 'column' : line !== undefined ? 'line' : rule !== undefined ? 'rule' : 'file';
}

describe('the closed list of codes', () => {
  const examples = new Map<string, { command: string; text: string }>();

  it('has a producer for each', () => {
    expect(
      Object.keys(PRODUCERS),
      'A code in src/io/codes.ts wants one row in test/support/producers.ts, in the same order: an input, and the command ' +
        'that produces the code from it. Then `npm run diagnostics` and `npm run schemas` write the list anew. A code that ' +
        'no input can produce is to be removed.',
    ).toEqual(codes);
  });

  it.each(codes)('%s is produced, with its place, what is wrong and what to do', async (code) => {
    const producer = PRODUCERS[code];
    const { found, text, command } = await produce(producer);
    const diagnostic = found.find((d) => d.code === code);
    if (diagnostic === undefined) throw new Error(`${code} is not among ${JSON.stringify(found)}`);
    for (const one of found) expect(validates(one), JSON.stringify(one)).toBe(true);
    expect(CODES[code].severity).toContain(diagnostic.severity);
    expect(placeOf(diagnostic)).toBe(producer.place);
    expect(diagnostic.message.length).toBeGreaterThan(4);
    expect(diagnostic.message).not.toMatch(/undefined|\[object|^\s|\s$/);
    if (diagnostic.severity === 'error') expect(diagnostic.hint).toMatch(/\S/);
    if (diagnostic.frame !== undefined) {
      const { text: line, column } = diagnostic.frame;
      expect(column).toBeLessThanOrEqual(line.length);
      expect(line.length).toBeLessThanOrEqual(76);
    }
    const printed = code === 'note' ? `${diagnostic.message}\n` : renderDiagnostic(diagnostic, PLAIN);
    expect(text).toContain(printed);
    examples.set(code, { command, text: printed });
  });

  it('is the one of docs/diagnostics.md; `npm run diagnostics` writes it anew', async () => {
    const before = readFileSync(PAGE, 'utf8');
    await expect(page(before, CODES, examples)).toMatchFileSnapshot(PAGE.pathname);
  });

  it('says of each what it means and what to do, in sentences', () => {
    for (const { means, advice, severity } of Object.values(CODES)) {
      expect(means).toMatch(/^[A-Z].*[.)]$/s);
      expect(advice).toMatch(/^[A-Z`].*[.)]$/s);
      expect(severity.length).toBeGreaterThan(0);
    }
  });
});
