import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readXccdfResults } from '../../../src/formats/xccdf-results/read.js';
import { formatDiagnostic } from '../../../src/io/diagnostic.js';
import { Source } from '../../../src/io/source.js';
import type { Checklist } from '../../../src/model/checklist.js';
import { formatOf } from '../../../src/read.js';
import { readContext } from '../../support/context.js';

const FIXTURES = join(import.meta.dirname, '../../fixtures/xccdf-results');
const traits = readdirSync(FIXTURES).sort();

function fixture(trait: string): Source {
  return new Source('input.xml', readFileSync(join(FIXTURES, trait, 'input.xml')));
}

/** What a golden shows: asset, release, and of each review what a result can say. */
function shown({ asset, stigs }: Checklist) {
  return {
    asset: Object.fromEntries(Object.entries(asset).filter(([key, value]) => value !== null && key !== 'native')),
    stigs: stigs.map(({ benchmark, reviews }) => {
      const { id, title, version, release, benchmarkDate, fileName, classification, size } = benchmark;
      return {
        benchmark: { id, title, version, release, benchmarkDate, fileName, classification, size },
        reviews: reviews.map(({ rule, status, result, findingDetails, comments }) => {
          const { vulnId, ruleId, stigId, severity, title, ccis, legacyIds, check, fix } = rule;
          return {
            rule: {
              vulnId,
              ruleId,
              stigId,
              severity,
              title,
              ccis,
              legacyIds,
              check: check?.text ?? null,
              fix: fix?.id ?? null,
            },
            status,
            result: result ?? null,
            findingDetails,
            comments,
          };
        }),
      };
    }),
  };
}

describe('fixtures of test results', () => {
  it.each(traits)('%s', async (trait) => {
    const source = fixture(trait);
    expect(formatOf(source).name).toBe('xccdf-results');
    const context = readContext();
    const documents = readXccdfResults(source, context);
    const golden = `${JSON.stringify(documents.map(shown), null, 2)}\n`;
    await expect(golden).toMatchFileSnapshot(join(FIXTURES, trait, 'document.json'));
    const lines = context.reported.map((d) => `${d.severity} ${d.code}: ${formatDiagnostic(d)}\n`).join('');
    await expect(lines).toMatchFileSnapshot(join(FIXTURES, trait, 'diagnostics.txt'));
  });

  it('have a rule in full where the file holds its Benchmark', () => {
    const [checklist] = readXccdfResults(fixture('scc'), readContext());
    const { rule } = checklist!.stigs[0]!.reviews[0]!;
    expect(rule.discussion).toBe('The reason for rule 1.');
    expect(rule.fix).toEqual({ id: 'F-90966r1000000_fix', text: 'Mend it.' });
    expect(rule.groupTitle).toBe('SRG-APP-000001');
    expect(rule.revision).toBe('1000001');
    expect(rule.controls.length).toBeGreaterThan(0);
  });
});

describe('what is no test result', () => {
  function read(text: string) {
    return () => readXccdfResults(new Source('a.xml', new TextEncoder().encode(text)), readContext());
  }

  it('is refused by its name', () => {
    expect(read('<asset-report-collection/>')).toThrow(/^a\.xml: no XCCDF TestResult was found in the file$/);
  });

  it('is refused where a DOCTYPE declares entities', () => {
    const bomb = '<!DOCTYPE b [<!ENTITY a "x"><!ENTITY c "&a;&a;">]><TestResult><target>&c;</target></TestResult>';
    expect(read(bomb)).toThrow(/DOCTYPE/);
  });

  it('is refused where it breaks off', () => {
    expect(read('<TestResult><target>x</target>')).toThrow(/^a\.xml:1:\d+: not well formed/);
  });
});
