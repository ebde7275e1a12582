import { type Diagnostic, type Report, StigError } from './diagnostic.js';

/** Does what may fail on unusable input; `undefined` where it did, which is reported. */
export async function reported<T>(report: Report, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StigError)) throw error;
    for (const diagnostic of error.diagnostics) report(diagnostic);
    return undefined;
  }
}

/** Told of an input that holds no file. */
export function empty(file: string): Diagnostic {
  return {
    code: 'input-empty',
    severity: 'error',
    file,
    message: 'there is no file in it',
    hint: 'Hidden files, node_modules and __MACOSX are passed over.',
  };
}
