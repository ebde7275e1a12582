import type { Codec } from '../format.js';

/** XCCDF benchmarks. Reading and writing are loaded each by itself: most runs do one of them. */
export const xccdf: Codec = {
  read: async (source, context) => (await import('./read.js')).readXccdf(source, context),
  write: async (document, options, context) => (await import('./write.js')).writeXccdf(document, options, context),
};
