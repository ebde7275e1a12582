import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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

describe('links between documents', () => {
  const all = [...documents, 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'];

  /** Headings of a document as GitHub makes anchors of them. */
  const anchorsOf = (path: string) =>
    [...readFileSync(path, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map((m) =>
      m[1]!
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );

  it.each(all)('%s leads to what is there', (document) => {
    const text = readFileSync(join(ROOT, document), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
    const broken = [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map((m) => m[1]!)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#');
        const target = path === '' ? join(ROOT, document) : resolve(ROOT, dirname(document), path);
        return !existsSync(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor));
      });
    expect(broken).toEqual([]);
  });

  it('lead to every document from the index', () => {
    const index = readFileSync(join(ROOT, 'docs/README.md'), 'utf8');
    for (const document of markdownIn('docs')) {
      const name = document.slice('docs/'.length);
      if (name !== 'README.md') expect(index).toContain(`](${name})`);
    }
  });
});
