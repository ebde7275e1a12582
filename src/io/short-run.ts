let isSet = false;

/**
 * Has V8 wait longer before it optimizes code in threads beside, which for a run of a fifth of a second costs more than
 * it saves: a quarter of the processor time of reading a large file (scripts/bench.mjs). Runs of many files are no slower
 * for it.
 *
 * Said when the code is loaded and the work begins: what Node has compiled of its own modules, and the build of ours, is
 * good only for V8 as it stands when nobody has set a flag. It holds for all threads.
 */
export function expectShortRun(): void {
  if (isSet) return;
  isSet = true;
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=2000000');
}
