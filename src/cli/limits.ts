import { StigError } from '../io/diagnostic.js';
import { DEFAULT_LIMITS, type Limits } from '../io/limits.js';

/** Limits as given with --limit NAME=VALUE. */
export function limitsFrom(settings: readonly string[] | undefined): Limits {
  const limits = { ...DEFAULT_LIMITS };
  for (const setting of settings ?? []) {
    const [name = '', value = ''] = setting.split('=', 2);
    if (!Object.hasOwn(limits, name) || !/^\d+$/.test(value)) {
      throw new StigError({
        code: 'usage',
        severity: 'error',
        message: `--limit ${setting} is not a limit`,
        hint: `Write --limit NAME=NUMBER; names are ${Object.keys(limits).join(', ')}.`,
      });
    }
    limits[name as keyof Limits] = Number(value);
  }
  return limits;
}
