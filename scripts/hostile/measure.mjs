// @ts-check
/** Loaded before the command: on exit it writes the memory (KB) and the time of the processor (ms) to file 3. */
import { writeSync } from 'node:fs';

process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  writeSync(3, JSON.stringify({ memory: maxRSS, time: (userCPUTime + systemCPUTime) / 1000 }));
});
