// @ts-check
import fc from 'fast-check';
import { LABELS } from './pages.mjs';
import { TOKENS } from './texts.mjs';

const XML = '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.1" id="x"><Group id="V-1"><Rule id="SV-1r1_rule">';

/** Where a text may stand. @type {[before: string, after: string][]} */
const PLACES = [
  ['', ''],
  ['<html><body><p>', '</p></body></html>'],
  ['<html><body><ul><li>Vuln IDs<li>Rule IDs<li>RMF Control</ul><pre>', '</pre></body></html>'],
  ['Vuln IDs\nV-1\nRule IDs\nRMF Control\nChecks: C-1_chk\n', '\nFix: F-1_fix\nx\n'],
  ['Check: A-1\n(in version v1 r1)\nCheck Content\n', '\nFix Text\nx\nAdditional Identifiers\nRule ID: SV-1r1_rule\n'],
  [`${XML}<title>`, '</title></Rule></Group></Benchmark>'],
  [`${XML}<description>`, '</description></Rule></Group></Benchmark>'],
  [`${XML}<check><check-content>`, '</check-content></check></Rule></Group></Benchmark>'],
  [XML, '</Rule></Group></Benchmark>'],
  ['<Benchmark id="', '"><title>x</title></Benchmark>'],
  ['<CHECKLIST><ASSET><HOST_NAME>', '</HOST_NAME></ASSET><STIGS></STIGS></CHECKLIST>'],
  ['<CHECKLIST><STIGS><iSTIG><VULN><COMMENTS>', '</COMMENTS></VULN></iSTIG></STIGS></CHECKLIST>'],
  ['{"stigs":[{"rules":[{"comments":"', '"}]}]}'],
  ['{"kind":"benchmark","rules":[', ']}'],
  ['REVISION HISTORY\nV2R1 - STIG, V1R1 - ', ' 24 July 2024\n'],
  ['1. INTRODUCTION\n1.1 Executive Summary\n', '\nDISA'],
];

/**
 * One piece, or two, again and again, 200,000 characters in all, at a place where a text may stand: what takes more
 * time than its length would show here.
 */
export const long = fc
  .tuple(fc.constantFrom(...PLACES), fc.array(fc.constantFrom(...TOKENS, ...LABELS), { minLength: 1, maxLength: 2 }))
  .chain(([[before, after], pieces]) =>
    fc.constantFrom('', ' ', '\n').map((between) => {
      const piece = pieces.join(between) + between;
      return before + piece.repeat(Math.ceil(200_000 / piece.length)) + after;
    }),
  );
