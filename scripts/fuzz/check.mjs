// @ts-check
import { isDeepStrictEqual } from 'node:util';
import { isForCommand, runCommand } from './commands.mjs';

/**
 * What an input gave.
 *
 * @typedef {{ documents: number, refused: number, fault: string | null }} Outcome
 */

/** Words that stand in messages of a program that has stumbled, and in none that was written for people. */
const STUMBLED =
  /Cannot read propert|is not a function|is not iterable|Maximum call stack|Invalid array length|Invalid string length|\[object |\n {4}at |Cannot convert undefined|is not defined/;

/** Formats whose own output their reader must take; JSON gives back the same document. */
const TWO_WAY = new Set(['json', 'ckl', 'cklb', 'xccdf', 'xccdf-results', 'answers']);

/**
 * Reads an input as the library does: it must give documents or StigErrors with words for people, nothing else. Each
 * document is looked over, and written in one of the formats that can hold it; what is written for a reader of ours can
 * be read, and what is written as JSON fits its schema and is read as the same document. Some inputs are given to a
 * command as well, as a file.
 *
 * @param {typeof import('./library.js')} library
 * @param {import('./inputs.mjs').FuzzInput} input
 * @param {number} index chooses how it is read and written, and the command
 * @param {string} [folder] for files; without one no command is run
 * @returns {Promise<Outcome>}
 */
export async function check(library, { name, data, maker = '' }, index, folder) {
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
    const from = FROM[maker];
    const options = { report: look, onError, lenient: index % 4 === 3, limits: LIMITS, ...(from ? { from } : {}) };
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
          () => library.read({ name: `again.${to}`, data: written }, { from: to }),
          (error) => {
            fault(`what was written as ${to} cannot be read: ${error.message.slice(0, 300)}`);
          },
          StigError,
        );
        if (again === undefined) continue;
        if (to === 'json' && !isDeepStrictEqual(modelOf(again), modelOf(document)))
          fault(`${to} gives back another document`);
        // Answers have no rules, and results of one rule are one.
        if (to !== 'answers' && to !== 'xccdf-results' && rulesOf(again) !== rulesOf(document))
          fault(`${to} gives back ${rulesOf(again)} rules of ${rulesOf(document)}`);
      }
    }
    if (maker === 'policy') {
      const policy = await attempt(() => library.readPolicy({ name, data }), onError, StigError);
      if (policy !== undefined) outcome.documents++;
    }
    if (folder !== undefined && isForCommand(maker, index)) {
      const { code, err, line } = await runCommand(library.main, { data, maker }, index, folder);
      if (![0, 1, 2].includes(code)) fault(`exit code ${code} of ${line}`);
      if (code === 2 && err === '') fault(`exit code 2 without a word of ${line}`);
      if (STUMBLED.test(err) || err.includes('a fault in stigkit')) {
        fault(`not words for people, of ${line}: ${err.slice(0, 300)}`);
      }
    }
  } catch (error) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    fault(`threw ${stack.split('\n').slice(0, 8).join('\n')}`);
  }
  if (Object.keys(Object.prototype).length > 0 || 'x' in {} || 'polluted' in {}) fault('a prototype was reached');
  return outcome;
}

/** Makers whose files are read as a format that content does not tell. @type {Record<string, string>} */
const FROM = { answers: 'answers', table: 'answers', xlsx: 'answers' };

/** Numbers of rules or reviews. @param {import('../../src/index.js').Document} document */
function rulesOf(document) {
  if (document.kind === 'benchmark') return document.rules.length;
  if (document.kind === 'checklist') return document.stigs.reduce((sum, stig) => sum + stig.reviews.length, 0);
  return 0;
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
