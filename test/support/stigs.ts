import type { Benchmark, Rule } from '../../src/model/benchmark.js';
import { isoDate } from '../../src/model/release.js';
import { categoryOf, type Severity } from '../../src/model/severity.js';
import { writeDocument } from '../../src/write.js';
import { inventedBenchmark, inventedRule } from './invented.js';

/** What is said of an invented STIG. */
export interface StigFacts {
  id?: string;
  title?: string;
  version?: string;
  release?: string;
  /** As DISA writes it: `24 Jul 2024`. */
  date?: string;
  severities?: readonly Severity[];
  rules?: Rule[];
}

/** A release of an invented STIG as an XCCDF file in DISA's form. */
export async function stigXml(facts: StigFacts = {}): Promise<string> {
  return (await writeDocument(stigOf(facts), 'xccdf')) as string;
}

/** The same as a document. */
export function stigOf(facts: StigFacts = {}): Benchmark {
  const { id = 'Acme_STIG', title = `${id.replaceAll('_', ' ')} Guide`, version = '1', release = '1' } = facts;
  const { date = '01 Jan 2025', severities = ['medium'] } = facts;
  const rules = severities.map((severity, i) => inventedRule(i + 1, { severity, category: categoryOf(severity) }));
  const releaseInfo = `Release: ${release} Benchmark Date: ${date}`;
  const selects = (facts.rules ?? rules).map((rule) => rule.vulnId!);
  return inventedBenchmark(facts.rules ?? rules, {
    ...{ id, sourceId: id, title, version, release, releaseName: `V${version}R${release}`, releaseInfo },
    benchmarkDate: isoDate(date),
    profiles: [{ id: 'MAC-1_Classified', title: 'I - Classified', description: '', selects }],
  });
}
