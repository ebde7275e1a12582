import { unknownName } from '../../io/nearest.js';
import type { Run } from '../command.js';
import { bash } from '../completion/bash.js';
import { fish } from '../completion/fish.js';
import { powershell } from '../completion/powershell.js';
import { type Completable, completable } from '../completion/words.js';
import { zsh } from '../completion/zsh.js';
import type { completionOptions } from '../options.js';

/** `stigkit completion SHELL`: a script made from the command table. */
export const run: Run<typeof completionOptions> = async ({ inputs }, io, commands) => {
  const script = SHELLS.get(inputs[0]!.toLowerCase());
  if (script === undefined) {
    const shells = [...SHELLS.keys()];
    throw unknownName('there is no completion for', inputs[0]!, shells, { hint: `Shells are ${shells.join(', ')}.` });
  }
  await io.out(script(completable(commands)));
  return 0;
};

const SHELLS = new Map<string, (commands: readonly Completable[]) => string>([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
  ['powershell', powershell],
]);
