import { type Report, StigError } from '../io/diagnostic.js';
import { parseJson } from '../io/json-tree.js';
import { readFileSource } from './file-bytes.js';

/**
 * Expert comments by V-id or STIG ID, out of a JSON file: `{ "V-260937": "..." }`.
 *
 * @throws StigError where the file is no such object
 */
export async function readComments(file: string, report: Report): Promise<Map<string, string>> {
  const fail = (message: string): never => {
    throw new StigError({
      code: 'value-invalid',
      severity: 'error',
      file,
      message,
      hint: 'Comments are texts by V-id or STIG ID: { "V-260937": "..." }.',
    });
  };
  const value = parseJson(await readFileSource(file, report));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail('a comments file holds one object');
  const comments = new Map<string, string>();
  for (const [id, text] of Object.entries(value)) {
    if (typeof text !== 'string') return fail(`the comment of ${id} is no text`);
    comments.set(id, text);
  }
  return comments;
}
