import type { XlsxSheet } from '../../io/xlsx.js';
import type { Benchmark } from '../../model/benchmark.js';
import { type Checklist, STATUSES } from '../../model/checklist.js';
import { SEVERITIES } from '../../model/severity.js';
import { countBySeverity, countByStatus, titleOf } from '../../model/summary.js';
import { assetFacts } from '../shared/asset-facts.js';
import { STATUS_WORDS, severityLabel } from '../shared/words.js';

/** The sheet that says which release the rules are of, and counts them. */
export function benchmarkSheet(benchmark: Benchmark): XlsxSheet {
  const counts = countBySeverity(benchmark.rules);
  const facts: [string, string | null][] = [
    ['Title', benchmark.title],
    ['Benchmark ID', benchmark.id],
    ['Version', benchmark.version],
    ['Release', benchmark.release],
    ['Date', benchmark.benchmarkDate],
    ['Release info', benchmark.releaseInfo],
    ['Status', benchmark.status],
    ['Publisher', benchmark.publisher],
    ['Source', benchmark.source],
    ['Description', benchmark.description],
    ['Rules', String(benchmark.rules.length)],
    ...SEVERITIES.map((s): [string, string] => [`Rules: ${severityLabel(s)}`, String(counts[s])]),
    ...benchmark.sources.map((s): [string, string] => ['Read from', `${s.name} (${s.format}, SHA-256 ${s.sha256})`]),
  ];
  return {
    name: 'Benchmark',
    columns: [
      { name: 'Field', width: 24 },
      { name: 'Value', width: 90 },
    ],
    rows: facts.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  };
}

/** The sheet that says which asset it is and counts the reviews of each STIG by status and severity. */
export function summarySheet(checklist: Checklist): XlsxSheet {
  const count = checklist.stigs.flatMap((stig) => {
    const counts = countByStatus(stig.reviews);
    const release = stig.benchmark.releaseName === null ? '' : ` ${stig.benchmark.releaseName}`;
    return STATUSES.map((status) => [
      `${titleOf(stig.benchmark)}${release}`,
      STATUS_WORDS[status],
      ...SEVERITIES.map((severity) => String(counts[status][severity])),
      String(counts[status].total),
    ]);
  });
  return {
    name: 'Summary',
    columns: [
      { name: 'Subject', width: 50 },
      { name: 'Status', width: 24 },
      ...SEVERITIES.map((severity) => ({ name: severityLabel(severity), width: 16 })),
      { name: 'All', width: 8 },
    ],
    rows: [...assetFacts(checklist.asset).map(({ name, value }) => [name, value]), ...count],
  };
}
