import type { MergeConflict, Merged } from '../../checklist/merge.js';
import { mergeChecklists } from '../../checklist/merge.js';
import { type Report, StigError } from '../../io/diagnostic.js';
import { writeOutput } from '../../io/output.js';
import { outputBase } from '../../io/output-names.js';
import type { Checklist } from '../../model/checklist.js';
import { writeDocument } from '../../write.js';
import type { Run } from '../command.js';
import { renderReport, reportForm } from '../fill-report.js';
import type { mergeOptions } from '../options.js';
import { readInputs, readOne } from '../reading.js';
import { reporter } from '../reporter.js';
import { selected } from '../selecting.js';
import { openTarget } from '../writing.js';
import { formatTo, writeOptions } from './convert.js';

/** Formats a checklist may stay in. */
const STAYING = ['ckl', 'cklb', 'json'];

/** `stigkit merge`: copies of one checklist in one, with every conflict listed. Exits with 1 where there are any. */
export const run: Run<typeof mergeOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const form = options.report === undefined ? undefined : reportForm(options.report);
  const copies: { checklist: Checklist; format: string }[] = [];
  const read = selected(options, reporting.report, (chosen) => readInputs(inputs, chosen, reporting));
  for await (const { document, format, input } of read) {
    if (document.kind === 'checklist') copies.push({ checklist: document, format: format.name });
    else if (input.named) {
      reporting.report({
        code: 'format-mismatch',
        severity: 'error',
        file: input.name,
        message: `checklists are merged; this is a ${document.kind}`,
      });
    }
  }
  if (reporting.exitCode() !== 0) return reporting.exitCode();
  const [first, ...others] = copies;
  if (first === undefined || others.length === 0) {
    throw new StigError({ code: 'usage', severity: 'error', message: 'two copies of a checklist are needed' });
  }
  const base = options.base === undefined ? undefined : await readOne(options.base, 'checklist', reporting, options);
  let { checklist } = first;
  const results: Merged[] = [];
  for (const other of others) {
    const merged = mergeChecklists(checklist, other.checklist, { base, force: options.force });
    checklist = merged.checklist;
    results.push(merged);
  }
  const format = formatTo(options.to ?? (STAYING.includes(first.format) ? first.format : 'ckl'));
  const target = await openTarget(options, [], io, format.extension);
  const name = outputBase(inputs[0]!);
  const written = { ...writeOptions(options), name };
  await target.put(name, format.extension, await writeDocument(checklist, format.name, written, reporting.report));
  await target.close();
  const conflicts = results.flatMap((result) => result.conflicts);
  const summary = summed(results);
  if (form !== undefined) {
    const report = renderReport(form, 'Conflicts', summary, conflicts);
    await writeOutput(options.report!, report, { force: options.force ?? false });
  }
  for (const conflict of conflicts) list(conflict, reporting.report);
  reporting.note(
    `${summary.rules} rules: ${summary.same} alike, ${summary.taken} taken from another copy, ${summary.alone} in one copy alone, ${summary.conflicts} in conflict`,
  );
  return reporting.exitCode() !== 0 ? 2 : conflicts.length > 0 ? 1 : 0;
};

/** Numbers over all copies: the last one has all the rules. */
function summed(results: readonly Merged[]): Merged['summary'] {
  const sum = (key: keyof Merged['summary']) => results.reduce((total, { summary }) => total + summary[key], 0);
  return {
    rules: results.at(-1)!.summary.rules,
    same: sum('same'),
    taken: sum('taken'),
    alone: sum('alone'),
    conflicts: sum('conflicts'),
  };
}

const SHOWN = 60;

/** Lists a conflict, field by field, in short. */
function list({ vulnId, ruleId, source, fields }: MergeConflict, report: Report): void {
  const short = (text: string | null) => {
    const line = (text ?? '').replace(/\s+/g, ' ').trim();
    return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line;
  };
  for (const { field, kept, other } of fields) {
    report({
      code: 'merge-conflict',
      severity: 'warning',
      ...(source === null ? {} : { file: source }),
      ...((vulnId ?? ruleId) === null ? {} : { rule: (vulnId ?? ruleId)! }),
      message: `${field}: "${short(kept)}" and "${short(other)}"`,
    });
  }
}
