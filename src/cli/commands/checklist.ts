import { createChecklist } from '../../checklist/create.js';
import { StigError } from '../../io/diagnostic.js';
import { outputBase } from '../../io/output-names.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { Checklist } from '../../model/checklist.js';
import { writeDocument } from '../../write.js';
import { assetFrom } from '../asset.js';
import type { Run } from '../command.js';
import type { checklistOptions } from '../options.js';
import { readInputs } from '../reading.js';
import { reporter } from '../reporter.js';
import { openTarget } from '../writing.js';
import { formatTo, writeOptions } from './convert.js';

/**
 * `stigkit checklist`: a checklist of the STIGs given. Into one file or standard output they go together; into a folder
 * each goes into a checklist of its own, named after its input.
 */
export const run: Run<typeof checklistOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const { report, exitCode } = reporting;
  const format = formatTo(options.to ?? 'ckl');
  const asset = await assetFrom(options);
  const benchmarks: { benchmark: Benchmark; base: string }[] = [];
  for await (const { document, input } of readInputs(inputs, options, reporting)) {
    if (document.kind === 'benchmark') benchmarks.push({ benchmark: document, base: outputBase(input.name) });
    else if (input.named) {
      report({
        code: 'format-mismatch',
        severity: 'error',
        file: input.name,
        message: `a checklist is made from a benchmark (XCCDF); this is a ${document.kind}`,
      });
    }
  }
  if (benchmarks.length === 0) {
    if (exitCode() === 0)
      throw new StigError({ code: 'format-unknown', severity: 'error', message: 'no STIG was found in the inputs' });
    return exitCode();
  }
  const make = (list: Benchmark[]): Checklist => ({
    ...createChecklist(list, asset, { profile: options.profile }),
    title: options.title ?? null,
  });
  const target = await openTarget(options, inputs, io, format.extension);
  const groups = target.isFolder ? benchmarks.map((b) => [b]) : [benchmarks];
  for (const group of groups) {
    const base = group[0]!.base;
    const document = make(group.map((b) => b.benchmark));
    const data = await writeDocument(
      document,
      format.name,
      { viewer: 2, name: base, ...defined(writeOptions(options)) },
      report,
    );
    await target.put(base, format.extension, data);
  }
  await target.close();
  return exitCode();
};

function defined<T extends object>(value: T): Partial<T> {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as Partial<T>;
}
