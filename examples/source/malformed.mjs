/** Files that no strict reader takes, each with one fault: `malformed` maps the name of the fault to the bytes. */
import { make, swap, utf8 } from './tide-cache.mjs';

const well = make();
const inMiddle = well.indexOf('<fixtext fixref="F-91967') + 60;

export const malformed = new Map(
  Object.entries({
    'mismatched-tag': swap(
      well,
      '</title><description>&lt;VulnDiscussion&gt;The application',
      '</heading><description>&lt;VulnDiscussion&gt;The application',
    ),
    unclosed: well.slice(0, well.lastIndexOf('</Group>')),
    truncated: well.slice(0, inMiddle),
    doctype: swap(well, '<Benchmark ', '<!DOCTYPE Benchmark SYSTEM "https://example.org/xccdf.dtd"><Benchmark '),
    'entity-bomb': swap(
      swap(
        well,
        '<Benchmark ',
        `<!DOCTYPE Benchmark [<!ENTITY a "tide">${'bcdefghi'.replace(/./g, (name, index) => `<!ENTITY ${name} "${`&${'abcdefgh'[index]};`.repeat(10)}">`)}]><Benchmark `,
      ),
      'Acme Tide Cache must ask for a password.',
      '&i;',
    ),
    'two-roots': `${well}<Benchmark id="second"></Benchmark>`,
    'duplicate-attribute': swap(well, 'severity="medium"', 'severity="medium" severity="low"'),
    'raw-lt-in-attribute': swap(well, 'id="V-991002"', 'id="V-<991002>"'),
    'control-character': swap(well, 'Show the address:', 'Show the\u0008 address:'),
    'undefined-entity': swap(well, 'Show the address:', 'Show the&nbsp;address:'),
    'empty-file': '',
    'not-xccdf':
      '<?xml version="1.0" encoding="UTF-8"?>\n<NOTYACHECKLIST>\n  <ASSET><HOST_NAME>harbor01</HOST_NAME></ASSET>\n</NOTYACHECKLIST>\n',
    'html-page':
      '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Sign in</title></head>\n<body>\n<p>Your session has ended.<br>Sign in to download U_Acme_Tide_Cache_STIG_V1R2_Manual-xccdf.xml.</p>\n</body>\n</html>\n',
  }).map(([name, value]) => [name, utf8(value)]),
);
