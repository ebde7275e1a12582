import { VERSION } from '../generated/version.js';
import { type Diagnostic, StigError } from '../io/diagnostic.js';
import { writeOutput } from '../io/output.js';
import type { CliIo } from './cli-io.js';
import { jsonLine, printed, renderDiagnostic } from './render-diagnostic.js';

/** Forms that findings are written in. */
export type FindingsForm = 'text' | 'json' | 'sarif';

/** Options that say how findings are written, as they stand on the command line. */
export interface FindingsOptions {
  to?: string | undefined;
  json?: boolean | undefined;
  quiet?: boolean | undefined;
  diagnostics?: string | undefined;
  force?: boolean | undefined;
  /** File for the findings; standard output without it. */
  file?: string | undefined;
}

/** Takes the findings of a run and writes them. */
export interface Findings {
  /** A file that was looked at. */
  looked(name: string, sha256?: string): void;
  /** What was found in it. */
  add(finding: Diagnostic): Promise<void>;
  /** An input that could not be looked at: told on standard error, and no finding. */
  failed(failure: Diagnostic): void;
  /** Ends the writing; in text with a last line, the sum. */
  close(sum: string): Promise<void>;
  counts: { errors: number; warnings: number; unreadable: number };
}

/** The form that the options ask for: `--to`, `--json`, or the ending of the file. Throws a StigError where two differ. */
export function findingsForm({ to, json, file }: FindingsOptions): FindingsForm {
  const named = to === 'txt' ? 'text' : (to as FindingsForm | undefined);
  if (json && named !== undefined && named !== 'json') {
    throw new StigError({
      code: 'usage',
      severity: 'error',
      message: `--json and --to ${to} name two forms`,
      hint: 'Give one of them.',
    });
  }
  if (named !== undefined) return named;
  if (json) return 'json';
  if (file === undefined || /\.txt$/i.test(file)) return 'text';
  if (/\.sarif(?:\.json)?$/i.test(file)) return 'sarif';
  if (/\.(?:nd)?jsonl?$/i.test(file)) return 'json';
  throw new StigError({
    code: 'usage',
    severity: 'error',
    message: '-o is for the copy that --fix writes, or for the findings',
    hint: 'Add --fix for a mended copy; for the findings name a file that ends in .txt, .json or .sarif, or add --to.',
  });
}

/** Opens a place for findings. Text and JSON lines go to standard output at once; SARIF, and a file, when all is known. */
export function openFindings(options: FindingsOptions, io: CliIo): Findings {
  const form = findingsForm(options);
  const counts = { errors: 0, warnings: 0, unreadable: 0 };
  const files: { name: string; sha256?: string | undefined }[] = [];
  const [found, failures, lines]: [Diagnostic[], Diagnostic[], string[]] = [[], [], []];
  const { file } = options;
  const put = async (text: string) => void (file === undefined ? await io.out(text) : lines.push(text));
  return {
    counts,
    looked(name, sha256) {
      if (form === 'sarif') files.push({ name, sha256 });
    },
    async add(finding) {
      if (finding.severity === 'error') counts.errors++;
      else if (finding.severity === 'warning') counts.warnings++;
      if (options.quiet && finding.severity !== 'error') return;
      if (form === 'sarif') found.push(finding);
      else if (form === 'json') await put(jsonLine(finding));
      else await put(renderDiagnostic(finding, file === undefined ? io : { ...io, outIsTerminal: false }, true));
    },
    failed(failure) {
      counts.unreadable++;
      failures.push(failure);
      io.err(printed(failure, io, options.diagnostics));
    },
    async close(sum) {
      if (form === 'sarif') {
        const { sarifOf } = await import('../io/sarif.js');
        await put(sarifOf({ version: VERSION, files, findings: found, failures }));
      } else if (form === 'text' && !options.quiet) await put(`${sum}\n`);
      if (file !== undefined) await writeOutput(file, lines.join(''), { force: options.force });
    },
  };
}
