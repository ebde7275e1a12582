#!/usr/bin/env node
import { VERSION } from '../generated/version.js';

// Answered before anything else is loaded: it costs little more than Node's own start.
const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const [{ main }, { processIo }] = await Promise.all([import('./main.js'), import('./process-io.js')]);
  // V8 optimizes code in threads beside, which for a run of a fifth of a second costs more than it saves: an eighth of
  // the processor time of reading a large file (scripts/bench.mjs). Runs of many files are no slower for it.
  process.getBuiltinModule('node:v8').setFlagsFromString('--interrupt-budget=600000');
  process.exitCode = await main(argv, processIo());
}
