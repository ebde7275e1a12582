import { StigError } from '../../io/diagnostic.js';
import type { Run } from '../command.js';
import { COMMANDS } from '../commands.js';
import { bash } from '../completion/bash.js';
import { fish } from '../completion/fish.js';
import { powershell } from '../completion/powershell.js';
import { type Completable, completable } from '../completion/words.js';
import { zsh } from '../completion/zsh.js';
import type { completionOptions } from '../options.js';

/** `stigkit completion SHELL`: a script made from the command table. */
export const run: Run<typeof completionOptions> = async ({ inputs }, io) => {
  const script = SHELLS.get(inputs[0]!.toLowerCase());
  if (script === undefined) {
    throw new StigError({
      code: 'usage',
      severity: 'error',
      message: `there is no completion for ${JSON.stringify(inputs[0])}; shells are ${[...SHELLS.keys()].join(', ')}`,
    });
  }
  await io.out(script(completable(COMMANDS)));
  return 0;
};

const SHELLS = new Map<string, (commands: readonly Completable[]) => string>([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
  ['powershell', powershell],
]);
