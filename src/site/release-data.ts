import type { Rule } from '../model/benchmark.js';
import { linkTo } from './addresses.js';
import type { ReleaseData } from './data.js';
import type { SiteFile } from './model.js';
import type { StigSite } from './stig-site.js';

/** The data of a release as a classic script: from a folder on disk neither modules nor `fetch` work. */
export function releaseData(site: StigSite, index: number): SiteFile {
  const { addresses, stig, releases } = site;
  const { extra: _, overview: __, revisionHistory: ___, pageDigest: ____, ...benchmark } = releases[index]!;
  const data: ReleaseData = {
    benchmark: { ...benchmark, rules: benchmark.rules.map(lean) },
    pages: benchmark.rules.map((rule) => linkTo(addresses.compare, addresses.checkOf(rule)!)),
  };
  const { name } = stig.releases[index]!;
  return { path: `${addresses.folder}data/${name}.js`, data: script('release', name, data) };
}

/** A call that hands data to the scripts of the page. */
export function script(kind: string, name: string | number, data: unknown): string {
  return `stigkit(${JSON.stringify(kind)},${JSON.stringify(name)},${JSON.stringify(data)});\n`;
}

function lean({ extra: _, cciDefinitions: __, ...rule }: Rule): Rule {
  return rule;
}
