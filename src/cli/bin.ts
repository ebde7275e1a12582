#!/usr/bin/env node
import { VERSION } from '../generated/version.js';

// Answered before anything else is loaded: it costs little more than Node's own start.
const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  // Node has its own modules compiled, but for V8 as it stands when nobody has set a flag: those that nearly every call
  // needs come first.
  for (const name of ['node:crypto', 'node:stream'] as const) process.getBuiltinModule(name);
  // V8 optimizes code in threads beside, which for a run of a fifth of a second costs more than it saves: an eighth of
  // the processor time of reading a large file (scripts/bench.mjs). Runs of many files are no slower for it.
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=600000');
  const [{ main }, { processIo }] = await Promise.all([import('./main.js'), import('./process-io.js')]);
  process.exitCode = await main(argv, processIo());
}
