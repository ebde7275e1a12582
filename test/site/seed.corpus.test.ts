/** The check page of a real rule beside the page this project began from. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS, hasCorpus, NEEDS_CORPUS } from '../support/corpus.js';
import { benchmarkIn, siteOf } from '../support/sites.js';

const SEED = join(CORPUS, '../renderings/check-page.txt');
const XCCDF = join(CORPUS, 'xccdf/U_Mirantis_Kubernetes_Engine_STIG_V2R1_Manual-xccdf.xml');

describe.skipIf(!hasCorpus || !existsSync(SEED))(`a check page of ${NEEDS_CORPUS}`, () => {
  it('says line for line what the page of the seed says', async () => {
    const files = await siteOf([await benchmarkIn(XCCDF)], { downloads: [] });
    const html = files.get('stigs/Mirantis_Kubernetes_Engine_STIG/V-260937.html') ?? '';
    const folded = (text: string) =>
      text
        .replace(/[\s|]+/g, '')
        .replace(/-{3,}/g, '')
        .toLowerCase();
    const shown = folded(
      html
        .replace(/<head>[\s\S]*?<\/head>|<[^>]*>/g, ' ')
        .replace(/&quot;/g, '"')
        .replace(/&#x27;/g, "'")
        .replace(/&#x3D;/g, '=')
        .replace(/&gt;/g, '>')
        .replace(/&lt;/g, '<')
        .replace(/&amp;/g, '&'),
    );
    const lines = readFileSync(SEED, 'utf8')
      .split('\n')
      .map(folded)
      .filter((line) => line !== '');
    // The release is another; comments and the list of CCIs are not given here.
    const left = lines.filter((line) => !shown.includes(line));
    expect(left.filter((line) => !/^\(inversion|^expertcomments|^theinformationsystemprevents/.test(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(15);
  });
});
