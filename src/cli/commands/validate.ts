import type { Diagnostic } from '../../io/diagnostic.js';
import { validate } from '../../validate/index.js';
import type { Run } from '../command.js';
import { inFile } from '../in-file.js';
import type { validateOptions } from '../options.js';
import { readInputs } from '../reading.js';
import { renderDiagnostic } from '../render-diagnostic.js';
import { reporter } from '../reporter.js';

/** Codes that mean that an input could not be read at all, which is no answer about its content. */
const UNREADABLE = new Set(['read-failed', 'input-empty', 'usage']);

/**
 * `stigkit validate`: findings go to standard output, as they are the result. 0 nothing worse than warnings, 1 errors in
 * the content (malformed XML included), 2 an input could not be read.
 */
export const run: Run<typeof validateOptions> = async ({ inputs, options }, io) => {
  let [errors, warnings, unreadable, documents] = [0, 0, 0, 0];
  const findings: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void findings.push(diagnostic);
  const { progress } = reporter(io, options);
  const flush = async () => {
    for (const finding of findings.splice(0)) {
      if (UNREADABLE.has(finding.code)) {
        unreadable++;
        io.err(renderDiagnostic(finding, io));
        continue;
      }
      if (finding.severity === 'error') errors++;
      else if (finding.severity === 'warning') warnings++;
      if (options.quiet && finding.severity !== 'error') continue;
      await io.out(options.json ? `${JSON.stringify(finding)}\n` : renderDiagnostic(finding, io, true));
    }
  };
  for await (const { document, input } of readInputs(inputs, options, { report, progress })) {
    documents++;
    for (const finding of validate(document)) inFile(report, input, document)(finding);
    await flush();
  }
  await flush();
  if (!options.quiet && !options.json) {
    await io.out(`${plural(documents, 'document')}: ${plural(errors, 'error')}, ${plural(warnings, 'warning')}\n`);
  }
  return unreadable > 0 ? 2 : errors > 0 ? 1 : 0;
};

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}
