import type { WriteOptions } from '../../formats/format.js';
import { StigError } from '../../io/diagnostic.js';
import { unknownName } from '../../io/nearest.js';
import { colours, sanitize } from '../../io/terminal.js';
import type { BenchmarkIdentity } from '../../model/benchmark.js';
import type { ChecklistReport } from '../../model/report.js';
import { closedGates, REPORT_GATES, type ReportGate } from '../../report/gates.js';
import { ReportBuilder } from '../../report/index.js';
import { writeDocument } from '../../write.js';
import type { CliIo } from '../cli-io.js';
import type { Run, ValuesOf } from '../command.js';
import { eachInput } from '../each-input.js';
import { readBytes } from '../file-bytes.js';
import { readLibrary } from '../library.js';
import type { reportOptions } from '../options.js';
import { type Reporter, reporter, tellNote } from '../reporter.js';
import { selected } from '../selecting.js';
import { openTarget } from '../writing.js';

type Options = ValuesOf<typeof reportOptions>;

/**
 * `stigkit report`: what checklists come to. Exit code 1 where a gate does not let pass, 2 where a checklist could not be
 * read: then the report does not tell of all.
 */
export const run: Run<typeof reportOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const gates = gatesOf(options['fail-on']);
  const form = formOf(options);
  if (gates.includes('outdated') && options.library === undefined) {
    throw usage('--fail-on outdated needs a library to hold releases against', 'Add --library FILE|DIR.');
  }
  const library = await readLibrary(options.library, 'identity', options, reporting);
  const report = await gather(inputs, library, options, reporting);
  if (report.checklistCount === 0) {
    if (reporting.exitCode() === 0) reporting.report({ ...NOTHING, file: inputs[0]! });
    return 2;
  }
  await write(report, form, options, reporting, io);
  const closed = closedGates(report, gates);
  // Also under --quiet: it is why the run fails.
  for (const { gate, count } of closed) {
    const name = options.diagnostics === 'json' ? gate : colours(io.errIsTerminal, io.env).red(gate);
    tellNote(`${name}: ${count}`, io, options);
  }
  return reporting.exitCode() || (closed.length > 0 ? 1 : 0);
};

const NOTHING = { code: 'format-mismatch', severity: 'error', message: 'no checklist was found' } as const;

async function gather(
  inputs: readonly string[],
  library: BenchmarkIdentity[] | undefined,
  options: Options,
  reporting: Reporter,
): Promise<ChecklistReport> {
  const builder = new ReportBuilder({ library });
  const work = { task: 'report', options: null } as const;
  const reading = { ...options, documents: false };
  const done = selected(reading, reporting.report, (chosen) => eachInput(inputs, work, chosen, reporting));
  for await (const { input, results } of done) {
    for (const result of results) {
      if (typeof result !== 'string') builder.add(result);
      else if (input.named) {
        reporting.report({
          code: 'format-mismatch',
          severity: 'error',
          file: input.name,
          message: `a report is made of checklists; this is a ${result}`,
        });
      }
    }
  }
  return builder.report();
}

/** What is written: format, form of it and the ending of its file. */
interface Form {
  format: 'report' | 'poam' | 'parquet' | 'json';
  as: WriteOptions['as'];
  extension: string;
}

const FORMS: Readonly<Record<string, Form>> = {
  text: { format: 'report', as: 'text', extension: 'txt' },
  txt: { format: 'report', as: 'text', extension: 'txt' },
  markdown: { format: 'report', as: 'markdown', extension: 'md' },
  md: { format: 'report', as: 'markdown', extension: 'md' },
  html: { format: 'report', as: 'html', extension: 'html' },
  csv: { format: 'report', as: 'csv', extension: 'csv' },
  xlsx: { format: 'report', as: 'xlsx', extension: 'xlsx' },
  ndjson: { format: 'report', as: 'ndjson', extension: 'ndjson' },
  parquet: { format: 'parquet', as: undefined, extension: 'parquet' },
  json: { format: 'json', as: undefined, extension: 'json' },
};

function formOf({ to, output = '', template }: Options): Form {
  const ending = /\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase() ?? '';
  if (to === 'poam' || (to === undefined && template !== undefined)) {
    const xlsx = /\.xls[xm]$/i.test(template ?? output);
    return { format: 'poam', as: xlsx ? 'xlsx' : 'csv', extension: xlsx ? 'xlsx' : 'csv' };
  }
  if (template !== undefined) throw usage('--template is for --to poam', 'Leave --to away, or write --to poam.');
  return FORMS[to ?? ending] ?? FORMS.text!;
}

async function write(report: ChecklistReport, form: Form, options: Options, { report: tell }: Reporter, io: CliIo) {
  const { template } = options;
  const poamTemplate = template === undefined ? undefined : { name: template, bytes: await readBytes(template, tell) };
  const data = await writeDocument(report, form.format, { as: form.as, poamTemplate }, tell);
  const target = await openTarget(options, [], io);
  const shown = options.output === undefined && io.outIsTerminal;
  await target.put('report', form.extension, typeof data === 'string' && shown ? sanitize(data) : data);
  await target.close();
}

function gatesOf(values: readonly string[] | undefined): ReportGate[] {
  const names = (values ?? []).flatMap((value) => value.split(',')).map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => {
      const gate = REPORT_GATES.find((known) => known === name);
      if (gate !== undefined) return gate;
      throw unknownName('--fail-on does not know', name, REPORT_GATES);
    });
}

function usage(message: string, hint: string): StigError {
  return new StigError({ code: 'usage', severity: 'error', message, hint });
}
