import { StigError } from '../io/diagnostic.js';
import type { Benchmark } from '../model/benchmark.js';
import { readSource } from '../read.js';
import type { ReleaseInput } from '../site/model.js';
import { limitsFrom } from './limits.js';
import { type ReadDocument, type ReadingOptions, readInputs } from './reading.js';
import type { Reporter } from './reporter.js';

/** Rules that are kept from the first look at the inputs; those of further releases are read again when needed. */
const KEPT_RULES = 60_000;

/** Every release in the inputs, with how to read it when its pages are made. Other documents are passed over. */
export async function releasesIn(
  inputs: readonly string[],
  options: ReadingOptions,
  reporting: Reporter,
): Promise<ReleaseInput[]> {
  const releases: ReleaseInput[] = [];
  let kept = 0;
  const place = new Map<unknown, number>();
  for await (const read of readInputs(inputs, options, reporting, true)) {
    const { document, input } = read;
    if (document.kind !== 'benchmark') {
      if (input.named && document.kind === 'checklist') reporting.report(notShown(input.name, document.kind));
      continue;
    }
    const number = place.get(input) ?? 0;
    place.set(input, number + 1);
    kept += document.rules.length;
    releases.push(releaseInput(read, document, number, kept <= KEPT_RULES, options));
  }
  return releases;
}

/** @param number place among the benchmarks of its file */
function releaseInput(
  { input, format }: ReadDocument,
  document: Benchmark,
  number: number,
  keep: boolean,
  options: ReadingOptions,
): ReleaseInput {
  const { id, title, version, release, releaseName, benchmarkDate, releaseInfo, sourceId, sources } = document;
  const { overview, revisionHistory } = document;
  let held: Benchmark | null = keep ? document : null;
  return {
    ...{ id, title, version, release, releaseName, benchmarkDate, releaseInfo, sourceId },
    sha256: sources[0]?.sha256 ?? `${input.name} ${number}`,
    async load() {
      if (held !== null) {
        const benchmark = held;
        held = null;
        return benchmark;
      }
      const { documents } = await readSource(await input.load(), {
        from: format.name,
        lenient: options.lenient,
        limits: limitsFrom(options.limit),
      });
      const benchmark = documents.filter((each): each is Benchmark => each.kind === 'benchmark')[number];
      if (benchmark === undefined) {
        const message = 'changed while the site was made';
        throw new StigError({ code: 'read-failed', severity: 'error', file: input.name, message });
      }
      return {
        ...benchmark,
        ...(overview === undefined ? {} : { overview }),
        ...(revisionHistory === undefined ? {} : { revisionHistory }),
      };
    },
  };
}

function notShown(file: string, kind: string) {
  return {
    code: 'format-mismatch' as const,
    severity: 'error' as const,
    file,
    message: `a site is made of STIGs (XCCDF, packages, libraries); this is a ${kind}`,
  };
}
