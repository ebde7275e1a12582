import type { Codec } from '../format.js';

/** The model as JSON. Reading needs a parser and validators that writing does not: each side is loaded by itself. */
export const json: Codec = {
  read: async (source, context) => (await import('./read.js')).readJson(source, context),
  write: async (document, options, context) => (await import('./write.js')).writeJson(document, options, context),
  pieces: async (document, options) => (await import('./write.js')).jsonPieces(document, options),
};
