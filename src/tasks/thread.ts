/** What a thread of the pool runs: bundled as a file of its own (scripts/build.mjs). */
export { runJob as default } from './run.js';
