import { isPassedOver } from '../../formats/passed-over.js';
import { StigError } from '../../io/diagnostic.js';
import { expandInputs } from '../../io/inputs.js';
import { reported } from '../../io/reported.js';
import { readSource } from '../../read.js';
import { writeDocument } from '../../write.js';
import type { Run } from '../command.js';
import type { textconvOptions } from '../options.js';
import { reporter } from '../reporter.js';

/**
 * `stigkit textconv`: a file as plain lines, for `git diff`. What cannot be read is passed on as it is, with a message:
 * git would show nothing at all where this failed.
 */
export const run: Run<typeof textconvOptions> = async ({ inputs, options }, io) => {
  const { report, exitCode } = reporter(io, options);
  for await (const input of expandInputs(inputs, { report })) {
    const source = await reported(report, () => input.load());
    if (source === undefined) continue;
    try {
      const { documents } = await readSource(source, { lenient: true });
      for (const document of documents) {
        const known = document.kind === 'benchmark' || document.kind === 'checklist';
        await io.out(await writeDocument(document, known ? 'textconv' : 'json'));
      }
    } catch (error) {
      if (!(error instanceof StigError)) throw error;
      // Pictures and stylesheets of a package are of no STIG.
      if (isPassedOver(input, error.code)) continue;
      for (const diagnostic of error.diagnostics) report({ ...diagnostic, severity: 'warning' });
      await io.out(source.text);
    }
  }
  return exitCode();
};
