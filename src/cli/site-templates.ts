import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Report } from '../io/diagnostic.js';
import { fsError } from '../io/fs-error.js';
import { didYouMean, unknownName } from '../io/nearest.js';
import { templateNames, templateSource } from '../io/template.js';
import type { CliIo } from './cli-io.js';

/** Templates of the site's pages that a user put in place of the project's. */
export interface OwnTemplates {
  /** Source by the name of the template it replaces. */
  templates: Map<string, string>;
  /** Text of the stylesheet; `null` where the user has none. */
  style: string | null;
}

/**
 * The templates in a folder: `check.hbs` replaces the template of check pages, `style.css` the stylesheet. A template that
 * no page uses is reported, as its name may be misspelt; it can be used by another as `site/NAME`.
 */
export async function templatesIn(folder: string | undefined, report: Report): Promise<OwnTemplates> {
  const own: OwnTemplates = { templates: new Map(), style: null };
  if (folder === undefined) return own;
  const names = await readdir(folder).catch((error: unknown) => {
    throw fsError('read-failed', folder, error);
  });
  const known = (await siteTemplates()).map((name) => name.slice('site/'.length));
  for (const name of names.sort()) {
    if (!/\.(?:hbs|css)$/.test(name)) continue;
    const file = join(folder, name);
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      throw fsError('read-failed', file, error);
    });
    const base = name.replace(/\.hbs$/, '');
    if (name === 'style.css') own.style = text;
    else own.templates.set(`site/${base}`, text);
    if (known.includes(base)) continue;
    report({
      code: 'value-invalid',
      severity: 'warning',
      file,
      message: `no page uses a template ${base}${didYouMean(base, known)}`,
      hint: `Templates are ${known.join(', ')}.`,
    });
  }
  return own;
}

/** Prints a template as it is; of `list` the names. */
export async function printTemplate(name: string, io: CliIo): Promise<number> {
  const names = (await siteTemplates()).map((each) => each.slice('site/'.length));
  if (name === 'list') {
    await io.out(`${names.join('\n')}\n`);
    return 0;
  }
  const base = name.replace(/^site\//, '').replace(/\.hbs$/, '');
  const source = await templateSource(`site/${base}`);
  if (source !== undefined) {
    await io.out(source);
    return 0;
  }
  throw unknownName('there is no template', base, names, { hint: `Templates are ${names.join(', ')}.` });
}

async function siteTemplates(): Promise<string[]> {
  return (await templateNames()).filter((name) => name.startsWith('site/'));
}
