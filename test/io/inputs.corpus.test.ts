import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/io/diagnostic.js';
import { expandInputs } from '../../src/io/inputs.js';
import { readSource } from '../../src/read.js';
import { CORPUS, hasCorpus, NEEDS_CORPUS } from '../support/corpus.js';

/** Files in each (folders and zips not counted) and XCCDF among them, as Python's zipfile counts them. */
const COUNTS: [path: string, files: number, benchmarks: number, packages: number][] = [
  ['zip/U_ASD_V5R2_STIG.zip', 7, 1, 1],
  ['zip/U_VMW_vSphere_7-0_Y24M01_STIG.zip', 42, 12, 1],
  ['zip/U_VMW_vSphere_7-0_Y25M01_STIG.zip', 42, 12, 1],
  ['library/U_SRG-STIG_Library_2026_01.zip', 84, 42, 42],
  ['library/U_SRG-STIG_Library_2026_04.zip', 84, 42, 42],
];

describe.skipIf(!hasCorpus)(`expandInputs on ${NEEDS_CORPUS}`, () => {
  it.each(COUNTS)('%s holds %i files and %i benchmarks in %i packages', async (path, files, benchmarks, packages) => {
    const reported: Diagnostic[] = [];
    const seen = { files: 0, benchmarks: 0, packages: new Set<string | null>() };
    for await (const input of expandInputs([`${CORPUS}/${path}`], { report: (d) => reported.push(d) })) {
      seen.files++;
      seen.packages.add(input.package);
      const source = await input.load();
      expect(source.bytes.length).toBe(input.size);
      expect(Buffer.from(source.bytes.subarray(0, input.head.length)).equals(input.head)).toBe(true);
      if (!input.name.endsWith('xccdf.xml')) continue;
      const { documents } = await readSource(source, { report: (d) => reported.push(d) });
      expect(documents.map((d) => d.kind)).toEqual(['benchmark']);
      seen.benchmarks++;
    }
    expect({ ...seen, packages: seen.packages.size }).toEqual({ files, benchmarks, packages });
    expect(reported.filter((d) => d.severity === 'error')).toEqual([]);
  });
});
