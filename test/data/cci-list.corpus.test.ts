import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { cciInfo, controlsOf, controlTitle, normalizeControl } from '../../src/data/controls.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const corpus = process.env.STIGKIT_CORPUS ?? join(root, '../shared/corpus');
const inputs = [
  'cci/U_CCI_List.xml',
  'controls/sp800-53-rev4-titles.tsv',
  'controls/sp800-53-rev5-baselines-titles.tsv',
].map((path) => join(corpus, path));
const [list = '', rev4 = '', rev5 = ''] = inputs;
const absent = !inputs.every((path) => existsSync(path));

describe.skipIf(absent)("data against DISA's CCI list (skipped where the corpus is absent)", () => {
  it('has of every CCI the status and the indexes that the list has', () => {
    const items = listItems();
    expect(items).toHaveLength(5098);
    for (const { id, deprecated, indexes } of items) {
      expect(cciInfo(id), id).toEqual({ id, deprecated, rev4: indexes('4'), rev5: indexes('5') });
    }
    expect(items.filter((item) => item.deprecated)).toHaveLength(71);
    expect(items.filter((item) => item.indexes('5').length === 0)).toHaveLength(1284);
  });

  it('has no CCI that the list has not', () => {
    const ids = new Set(listItems().map((item) => item.id));
    for (let n = 0; n < 10_000; n++) {
      const id = `CCI-${String(n).padStart(6, '0')}`;
      expect(cciInfo(id) !== undefined, id).toBe(ids.has(id));
    }
  });

  it('maps every CCI to control and enhancement', () => {
    for (const { id, indexes } of listItems()) {
      for (const revision of [4, 5] as const) {
        const expected = indexes(String(revision)).flatMap((index) => index.split(', ').map(withoutParts));
        const controls = controlsOf([id]).filter((control) => control.revision === revision);
        expect(
          controls.map((control) => control.control),
          id,
        ).toEqual([...new Set(expected)]);
        expect(
          controls.map((control) => control.base),
          id,
        ).toEqual(controls.map((c) => c.control.split(' ')[0]));
      }
    }
  });

  it("knows the title of every row of NIST's tables, by OSCAL id", () => {
    for (const [revision, path] of [
      [4, rev4],
      [5, rev5],
    ] as const) {
      const rows = readFileSync(path, 'utf8').split('\n').slice(1).filter(Boolean);
      expect(rows.length).toBeGreaterThan(400);
      for (const row of rows) {
        const [oscal = '', label = '', title = ''] = row.split('\t');
        expect(normalizeControl(oscal), row).toBe(normalizeControl(label));
        expect(controlTitle(revision, normalizeControl(oscal)!), row).toBe(title);
      }
    }
  });

  it('has a title for every control but the known gaps', () => {
    const missing = { 4: new Set<string>(), 5: new Set<string>() };
    for (const { revision, control, title } of controlsOf(listItems().map((item) => item.id))) {
      if (title === null) missing[revision].add(control);
    }
    // Rev 4: Appendix J, which the table lacks. Rev 5: what is in no baseline, which the table lacks by its own words.
    expect([...missing[4]].filter((control) => !/^(?:AP|AR|DI|DM|IP|SE|TR|UL)-/.test(control))).toEqual([]);
    expect([missing[4].size, missing[5].size]).toEqual([36, 582]);
  });

  it('is what the script writes, byte for byte', () => {
    const out = mkdtempSync(join(tmpdir(), 'stigkit-data-'));
    try {
      execFileSync(process.execPath, [join(root, 'scripts/update-data.mjs'), '--out', out, ...inputs]);
      for (const name of ['cci.json', 'controls.json']) {
        const committed = readFileSync(join(root, 'data', name), 'utf8');
        expect(readFileSync(join(out, name), 'utf8') === committed, `data/${name}`).toBe(true);
      }
    } finally {
      rmSync(out, { recursive: true });
    }
  });
});

const folder = join(corpus, 'xccdf');

describe.skipIf(!existsSync(folder))('data against the CCIs of real rules (skipped where the corpus is absent)', () => {
  const used = existsSync(folder) ? ccisOfRules(folder) : [];

  it('knows every one, none deprecated', () => {
    expect(used).toHaveLength(361);
    expect(used.filter((id) => cciInfo(id)?.deprecated !== false)).toEqual([]);
  });

  it('maps all but two that stood in Rev 3 only', () => {
    expect(used.filter((id) => controlsOf([id]).length === 0)).toEqual(['CCI-000663', 'CCI-001668']);
  });

  it('maps most to Rev 5; those left in Rev 4 are these', () => {
    const rev4Only = used.filter((id) => cciInfo(id)?.rev5.length === 0 && cciInfo(id)?.rev4.length !== 0);
    expect(rev4Only.map((id) => id.slice(-4)).join(' ')).toBe(
      '0058 0192 0193 0194 0195 0196 0198 0199 0200 0205 0363 0540 0767 0768 0770 0795 0879 1233 1242 1619 1683 1684 ' +
        '1685 1686 1749 1812 1814 1872 1891 1942 1948 1991 2011 2014 2038 2039 2041 2046 2080 2132 2142 2367 2386 3256 3374',
    );
  });
});

/** The list by regular expressions, with no line of the script's. */
function listItems() {
  const xml = readFileSync(list, 'utf8');
  return [...xml.matchAll(/<cci_item id="([^"]+)">([\s\S]*?)<\/cci_item>/g)].map(([, id = '', body = '']) => ({
    id,
    deprecated: body.includes('<status>deprecated</status>'),
    indexes(revision: string) {
      const title = `title="NIST SP 800-53 Revision ${revision}" version="${revision}"`;
      const references = body.split('<reference ').filter((reference) => reference.includes(title));
      return [...new Set(references.map((reference) => reference.split('index="')[1]!.split('"')[0]!.trim()))];
    },
  }));
}

/** `AC-2 (3) (d)` to `AC-2 (3)`, word by word; what stands behind the bracket is the slip `CP-4 (4)4`. */
function withoutParts(index: string): string {
  const [base = '', next = ''] = index.split(' ');
  const enhancement = next.slice(0, next.indexOf(')') + 1);
  return Number.isNaN(Number.parseInt(enhancement.slice(1), 10)) ? base : `${base} ${enhancement}`;
}

function ccisOfRules(directory: string): string[] {
  const ids = new Set<string>();
  for (const name of readdirSync(directory)) {
    const text = readFileSync(join(directory, name), 'utf8');
    for (const [, id = ''] of text.matchAll(/<(?:\w+:)?ident[^>]*\/cci"[^>]*>([^<]*)</g)) ids.add(id.trim());
  }
  return [...ids].sort();
}
