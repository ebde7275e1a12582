// @ts-check
import { isDeepStrictEqual } from 'node:util';

/**
 * What an input gave.
 *
 * @typedef {{ documents: number, refused: number, fault: string | null }} Outcome
 */

/** Words that stand in messages of a program that has stumbled, and in none that was written for people. */
const STUMBLED =
  /Cannot read propert|is not a function|is not iterable|Maximum call stack|Invalid array length|Invalid string length|\[object |\n {4}at |Cannot convert undefined|is not defined/;

/** Formats whose own output their reader must take. */
const TWO_WAY = new Set(['json']);

/**
 * Reads an input as the library does: it must give documents or StigErrors with words for people, nothing else. Each
 * document is looked over, and written in one of the formats that can hold it; what is written as JSON fits its schema
 * and is read as the same document.
 *
 * @param {typeof import('../../src/index.js')} library
 * @param {import('./inputs.mjs').FuzzInput} input
 * @param {number} index chooses how it is read and written
 * @returns {Promise<Outcome>}
 */
export async function check(library, { name, data }, index) {
  const { readAll, write, validate, formats, StigError } = library;
  const outcome = { documents: 0, refused: 0, fault: /** @type {string | null} */ (null) };
  const fault = (/** @type {string} */ words) => {
    outcome.fault ??= words;
  };
  /** @param {import('../../src/index.js').Diagnostic} diagnostic */
  const look = (diagnostic) => {
    const { code, severity, message, line, column } = diagnostic;
    if (typeof code !== 'string' || typeof message !== 'string' || message === '')
      fault('a message without code or words');
    if (!['error', 'warning', 'info'].includes(severity)) fault(`a message of severity ${severity}`);
    if (code === 'internal' || STUMBLED.test(message)) fault(`not words for people: ${message.slice(0, 300)}`);
    if ((line !== undefined && !(line >= 1)) || (column !== undefined && !(column >= 1)))
      fault(`no place: ${line}:${column}`);
  };
  try {
    const onError = (/** @type {InstanceType<typeof StigError>} */ error) => {
      outcome.refused++;
      error.diagnostics.forEach(look);
    };
    const options = { report: look, onError, lenient: index % 4 === 3, limits: LIMITS };
    for await (const document of readAll({ name, data }, options)) {
      outcome.documents++;
      if (outcome.documents > 20) break;
      for (const finding of validate(document)) look(finding);
      const able = formats().filter((format) => format.writes.includes(document.kind));
      const chosen = ['json', able[index % able.length]?.name ?? 'json'];
      for (const to of chosen) {
        const as = /** @type {const} */ (['text', 'html', 'markdown'])[index % 3];
        const written = await attempt(() => write(document, to, { as, report: look }), onError, StigError);
        if (written === undefined) continue;
        if (typeof written === 'string' && written.includes('[object Object]') && !has(data, '[object Object]')) {
          fault(`${to} shows [object Object]`);
        }
        if (!TWO_WAY.has(to)) continue;
        const again = await attempt(
          () => library.read({ name: `again.${to}`, data: written }),
          (error) => {
            fault(`what was written as ${to} cannot be read: ${error.message.slice(0, 300)}`);
          },
          StigError,
        );
        if (again !== undefined && !isDeepStrictEqual(modelOf(again), modelOf(document)))
          fault(`${to} gives back another document`);
      }
    }
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    fault(`threw ${stack.split('\n').slice(0, 8).join('\n')}`);
  }
  if (Object.keys(Object.prototype).length > 0 || 'x' in {} || 'polluted' in {}) fault('a prototype was reached');
  return outcome;
}

/** Bounds under which a made file is read: low, so that they are hit. */
const LIMITS = { fileBytes: 8 * 1024 * 1024, zipBytes: 32 * 1024 * 1024, text: 2_000_000 };

/**
 * @template T
 * @param {() => Promise<T>} work
 * @param {(error: import('../../src/index.js').StigError) => void} refused
 * @param {typeof import('../../src/index.js').StigError} StigError
 * @returns {Promise<T | undefined>}
 */
async function attempt(work, refused, StigError) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StigError)) throw error;
    refused(error);
    return undefined;
  }
}

/** The document as JSON has it: what the model leaves out of its JSON is no part of the comparison. @param {unknown} document */
function modelOf(document) {
  return JSON.parse(
    JSON.stringify(document, (key, value) => (key === 'native' || key === '$schema' ? undefined : value)),
  );
}

/** @param {Uint8Array} data @param {string} words */
function has(data, words) {
  return Buffer.from(data).includes(words);
}
