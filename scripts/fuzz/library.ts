/** What is fuzzed: the library, and the command as it is called. */
export { main } from '../../src/cli/main.js';
export * from '../../src/index.js';
