#!/usr/bin/env node
import { VERSION } from '../generated/version.js';

// Answered before anything else is loaded: it costs little more than Node's own start.
const argv = process.argv.slice(2);
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const [{ main }, { processIo }] = await Promise.all([import('./main.js'), import('./process-io.js')]);
  process.exitCode = await main(argv, processIo());
}
