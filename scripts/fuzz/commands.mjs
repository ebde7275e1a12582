// @ts-check
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const V1R1 = join(EXAMPLES, 'U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml');
const V1R2 = join(EXAMPLES, 'U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml');
const GW01 = join(EXAMPLES, 'hosts/gw01.ckl');
const GW03 = join(EXAMPLES, 'hosts/gw03.cklb');
const FILE = '\0file';

/** Command lines that take a file of a maker's for what it is made to be; others are taken of `ANY`. */
const OWN = /** @type {Record<string, string[][]>} */ ({
  answers: [
    ['checklist', V1R2, '--answers', FILE, '--dry-run'],
    ['checklist', V1R2, '--answers', FILE, '--to', 'cklb'],
    ['validate', FILE, '--from', 'answers'],
  ],
  table: [
    ['review', GW01, '--from-csv', FILE],
    ['review', GW03, '--from-csv', FILE],
    ['checklist', V1R2, '--answers', FILE, '--dry-run'],
    ['report', GW01, '--to', 'poam', '--template', FILE],
  ],
  policy: [
    ['validate', GW01, GW03, '--policy', FILE],
    ['validate', GW01, '--policy', FILE, '--json', '--fail-on', 'warning'],
  ],
  json: [
    ['checklist', V1R2, '--asset', FILE],
    ['convert', V1R2, '--to', 'release-page', '--comments', FILE],
  ],
  'cci-list': [['convert', V1R2, '--to', 'release-page', '--cci-list', FILE]],
  'xccdf-results': [
    ['checklist', V1R2, '--results', FILE, '--dry-run'],
    ['checklist', V1R2, '--results', FILE, '--force'],
    ['convert', FILE, '--to', 'ckl'],
  ],
});
OWN.xlsx = OWN.table ?? [];

const ANY = [
  ['info', FILE, '--json'],
  ['validate', FILE, '--round-trip'],
  ['validate', FILE, '--for', 'stig-viewer-2,stig-viewer-3,stig-manager,emass,heimdall', '--library', V1R2],
  ['validate', FILE, '--prior', V1R1, '--release', V1R2],
  ['validate', V1R2, GW01, FILE, '--prior', FILE],
  ['textconv', FILE],
  ['diff', V1R1, FILE],
  ['diff', FILE, V1R2, '--to', 'html'],
  ['diff', GW01, FILE, '--to', 'markdown'],
  ['checklist', FILE, '--host-name', 'h'],
  ['checklist', V1R2, '--from-checklist', FILE, '--dry-run'],
  ['merge', GW01, FILE],
  ['report', FILE, GW03, '--to', 'html'],
  ['report', FILE, '--to', 'csv'],
  ['convert', FILE, V1R2, '--to', 'ndjson'],
  ['convert', FILE, V1R2, '--merge', '--to', 'json'],
  ['convert', FILE, '--to', 'release-page', '--prior', V1R1],
  ['convert', FILE, '--to', 'json', '--lenient', '--native'],
];

/** Every how many inputs of the other makers are given to a command too: it does the reading all over. */
const EVERY = 16;

/** Whether an input is given to a command. @param {string} maker @param {number} index */
export function isForCommand(maker, index) {
  return Object.hasOwn(OWN, maker) || index % EVERY === 1;
}

/**
 * Gives an input to a command, as a file: it must end with an exit code that is known and, where that is 2, with words
 * for people on standard error.
 *
 * @param {typeof import('./library.js').main} main
 * @param {{ data: Uint8Array, maker?: string }} input
 * @param {number} index chooses the command
 * @param {string} folder for the file
 * @returns {Promise<{ code: number, err: string, line: string }>}
 */
export async function runCommand(main, { data, maker = '' }, index, folder) {
  const own = OWN[maker] ?? [];
  const all = own.length > 0 && index % EVERY !== 1 ? own : ANY;
  const file = join(folder, 'input');
  writeFileSync(file, data);
  const turn = Math.floor(index / EVERY) + index;
  const args = (all[turn % all.length] ?? []).map((arg) => (arg === FILE ? file : arg));
  let err = '';
  const code = await main(args, {
    out: async () => {},
    err: (text) => {
      err += text;
    },
    env: {},
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
  });
  return { code, err, line: args.map((arg) => arg.slice(arg.lastIndexOf('/') + 1)).join(' ') };
}
