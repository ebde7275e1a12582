/** Loaded before the command: writes how many threads were started to the file that COUNT_THREADS names. */
const { writeFileSync } = require('node:fs');
const threads = require('node:worker_threads');

if (threads.isMainThread && process.env.COUNT_THREADS) {
  let count = 0;
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(...args) {
      super(...args);
      count++;
    }
  };
  process.on('exit', () => writeFileSync(process.env.COUNT_THREADS, String(count)));
}
