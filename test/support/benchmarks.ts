import { readFileSync } from 'node:fs';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import { Source } from '../../src/io/source.js';
import type { Benchmark, Rule } from '../../src/model/benchmark.js';
import { readContext } from './context.js';
import { corpusFiles, sourceOf } from './corpus.js';

const EXAMPLE = new URL('../../examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml', import.meta.url);

/** The example STIG's newer release. */
export async function exampleBenchmark(): Promise<Benchmark> {
  return benchmarkOf(new Source('U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml', readFileSync(EXAMPLE)));
}

/** The example with some of its rules only, to keep golden files short. */
export async function smallBenchmark(count = 4): Promise<Benchmark> {
  const benchmark = await exampleBenchmark();
  return { ...benchmark, rules: benchmark.rules.slice(0, count) };
}

/** The example's first rule with other fields. */
export async function ruleWith(fields: Partial<Rule>): Promise<Rule> {
  return { ...(await exampleBenchmark()).rules[0]!, ...fields };
}

/** A benchmark whose every text is the one given. */
export async function benchmarkOfText(text: string): Promise<Benchmark> {
  const check = { id: text, system: null, contentRef: null, text };
  const fix = { id: text, text };
  const rule = await ruleWith({
    vulnId: text,
    ruleId: text,
    stigId: text,
    title: text,
    groupTitle: text,
    discussion: text,
    mitigations: text,
    responsibility: [text],
    check,
    checks: [check],
    fix,
    fixes: [fix],
    ccis: [text],
    legacyIds: [text],
    controls: [{ revision: 5, control: text, base: text, title: text, ccis: [text] }],
  });
  return {
    ...(await exampleBenchmark()),
    id: text,
    title: text,
    description: text,
    releaseName: text,
    rules: [rule, rule],
  };
}

/** Every benchmark of the corpus, by file name. */
export async function corpusBenchmarks(): Promise<[string, Benchmark][]> {
  const paths = corpusFiles('xccdf', '.xml');
  return Promise.all(
    paths.map(async (path) => [path.slice(path.lastIndexOf('/') + 1), await benchmarkOf(sourceOf(path))]),
  );
}

async function benchmarkOf(source: Source): Promise<Benchmark> {
  const [document] = await readXccdf(source, readContext());
  if (document?.kind !== 'benchmark') throw new Error(`${source.name} holds no benchmark`);
  return document;
}
