import { colours, sanitize } from '../../io/terminal.js';
import type { Run } from '../command.js';
import { eachInput } from '../each-input.js';
import type { infoOptions } from '../options.js';
import { reporter } from '../reporter.js';
import { selected } from '../selecting.js';

/** `stigkit info`: what each input is. */
export const run: Run<typeof infoOptions> = async ({ inputs, options }, io) => {
  const reporting = reporter(io, options);
  const paint = colours(io.outIsTerminal, io.env);
  const work = { task: 'info', options: null } as const;
  const done = selected(options, reporting.report, (reading) => eachInput(inputs, work, reading, reporting));
  for await (const { input, results } of done) {
    for (const { facts, lines } of results) {
      if (options.json) await io.out(`${JSON.stringify(facts)}\n`);
      else {
        const shown = lines.map((line) => `  ${sanitize(line)}\n`).join('');
        await io.out(`${paint.bold(sanitize(input.name))}\n${shown}`);
      }
    }
  }
  return reporting.exitCode();
};
