import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderOf } from './folder.js';
import { runCli } from './run-cli.js';
import { stigXml } from './stigs.js';

/** A CKL of two STIGs, and the parts of it that are theirs. */
export async function checklistOfTwo(): Promise<{ ckl: string; first: string; second: string }> {
  const folder = folderOf({
    'a.xml': await stigXml({ id: 'First_STIG', severities: ['high', 'low'] }),
    'b.xml': await stigXml({ id: 'Second_STIG', severities: ['medium'] }),
  });
  const out = join(folder, 'two.ckl');
  await runCli('checklist', `${folder}/a.xml`, `${folder}/b.xml`, '--host-name', 'h', '-o', out);
  const ckl = await readFile(out, 'utf8');
  const [first = '', second = ''] = ckl.match(/\n\t\t<iSTIG>[\s\S]*?<\/iSTIG>/g) ?? [];
  return { ckl, first, second };
}
