import { StigError } from '../io/diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from '../io/limits.js';
import { unknownName } from '../io/nearest.js';
import type { Reading } from '../tasks/task.js';
import type { ReadingOptions } from './work.js';

/** How inputs are read, by the options of the command line. */
export function readingFrom({ from, lenient, limit, cache }: ReadingOptions): Reading {
  return { from, lenient, limits: limitsFrom(limit), cache };
}

/** Limits as given with --limit NAME=VALUE. */
export function limitsFrom(settings: readonly string[] | undefined): Limits {
  const limits = { ...DEFAULT_LIMITS };
  for (const setting of settings ?? []) {
    const [name = '', value = ''] = setting.split('=', 2);
    if (setting.includes('=') && !Object.hasOwn(limits, name)) {
      throw unknownName('--limit does not know', name, Object.keys(limits));
    }
    if (!/^\d+$/.test(value)) {
      throw new StigError({
        code: 'usage',
        severity: 'error',
        message: `--limit ${setting} sets no number`,
        hint: `Write --limit NAME=NUMBER; names are ${Object.keys(limits).join(', ')}.`,
      });
    }
    limits[name as keyof Limits] = Number(value);
  }
  return limits;
}
