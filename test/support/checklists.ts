import type { Benchmark } from '../../src/model/benchmark.js';
import type { Checklist, Review } from '../../src/model/checklist.js';
import { STATUSES } from '../../src/model/checklist.js';

/** A checklist of one asset made from a benchmark, answered by turns with every status; answers by rule number. */
export function checklistOf(benchmark: Benchmark, answers: Partial<Review>[] = []): Checklist {
  const { id, title, version, release, releaseName, benchmarkDate, releaseInfo, description, notice, source } =
    benchmark;
  return {
    kind: 'checklist',
    title: null,
    id: null,
    asset: {
      role: 'None',
      assetType: 'Computing',
      marking: 'CUI',
      hostName: 'gate01',
      ipAddress: '192.0.2.7',
      macAddress: '00:00:5E:00:53:01',
      fqdn: 'gate01.example.test',
      comment: 'Rack 4 | left',
      techArea: null,
      targetKey: '1234',
      webOrDatabase: false,
      webDbSite: '',
      webDbInstance: '',
    },
    stigs: [
      {
        benchmark: {
          ...{ id, title, version, release, releaseName, benchmarkDate, releaseInfo, description, notice, source },
          fileName: null,
          classification: 'UNCLASSIFIED',
          customName: null,
          targetKey: null,
          size: benchmark.rules.length,
        },
        uuid: null,
        reviews: benchmark.rules.map((rule, i) => ({
          rule,
          status: STATUSES[i % STATUSES.length]!,
          findingDetails: i % 4 === 0 ? `Seen on host ${i + 1}:\n\n$ ls -l <file>\n-rw-rw-rw- 1 root root 12 key` : '',
          comments: i % 4 === 1 ? '- asked the owner' : '',
          severityOverride: null,
          severityJustification: '',
          classification: 'Unclassified',
          uuid: null,
          ...answers[i],
        })),
      },
    ],
    sources: [],
  };
}
