import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fits, runIn, shownIn, workFolder } from './support/console.js';

/** What the documents show is what the built command prints. `npm test` builds first. */
const ROOT = resolve(import.meta.dirname, '..');
const documents = ['README.md', 'examples/README.md', ...markdownIn('docs')];

function markdownIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);
}

const withCommands = documents
  .map((document) => ({ document, shown: shownIn(readFileSync(join(ROOT, document), 'utf8')) }))
  .filter(({ shown }) => shown.length > 0);

describe.each(withCommands)('$document', ({ document, shown }) => {
  let folder = '';
  beforeAll(() => {
    expect(existsSync(join(ROOT, 'dist/cli.js')), 'dist/ is not built: npm run build').toBe(true);
    folder = workFolder();
  });
  it('shows what its commands print', () => {
    for (const { command, output, line } of shown) {
      const { lines } = runIn(folder, command);
      if (!fits(lines, output)) expect(lines.join('\n'), `${document}:${line}: $ ${command}`).toBe(output.join('\n'));
    }
  });
});
