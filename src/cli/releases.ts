import { StigError } from '../io/diagnostic.js';
import type { Benchmark } from '../model/benchmark.js';
import { withSeverities } from '../select/narrowing.js';
import { type SelectionOptions, selectionOf } from '../select/selection.js';
import type { ReleaseInput } from '../site/model.js';
import { readAs } from '../tasks/reading.js';
import { readingFrom } from './limits.js';
import { type ReadDocument, type ReadingOptions, readInputs } from './reading.js';
import type { Reporter } from './reporter.js';
import { selected } from './selecting.js';

/** Rules that are kept from the first look at the inputs; those of further releases are read again when needed. */
const KEPT_RULES = 60_000;

/** Every release in the inputs, with how to read it when its pages are made. Other documents are passed over. */
export async function releasesIn(
  inputs: readonly string[],
  options: ReadingOptions & SelectionOptions,
  reporting: Reporter,
): Promise<ReleaseInput[]> {
  const releases: ReleaseInput[] = [];
  let kept = 0;
  const found = selected(options, reporting.report, (chosen) => readInputs(inputs, chosen, reporting, true));
  for await (const read of found) {
    const { document, input } = read;
    if (document.kind !== 'benchmark') {
      if (input.named && document.kind === 'checklist') reporting.report(notShown(input.name, document.kind));
      continue;
    }
    kept += document.rules.length;
    releases.push(releaseInput(read, document, kept <= KEPT_RULES, options));
  }
  return releases;
}

function releaseInput(
  { input, format, place }: ReadDocument,
  document: Benchmark,
  keep: boolean,
  options: ReadingOptions & SelectionOptions,
): ReleaseInput {
  const { id, title, version, release, releaseName, benchmarkDate, releaseInfo, sourceId, sources } = document;
  const { overview, revisionHistory } = document;
  let held: Benchmark | null = keep ? document : null;
  return {
    ...{ id, title, version, release, releaseName, benchmarkDate, releaseInfo, sourceId },
    sha256: sources[0]?.sha256 ?? `${input.name} ${place}`,
    async load() {
      if (held !== null) {
        const benchmark = held;
        held = null;
        return benchmark;
      }
      const reading = { ...readingFrom(options), from: format.name };
      const again = (await readAs(await input.load(), reading, () => {})).documents[place];
      if (again?.kind !== 'benchmark') {
        const message = 'changed while the site was made';
        throw new StigError({ code: 'read-failed', severity: 'error', file: input.name, message });
      }
      const severities = selectionOf(options)?.severities ?? null;
      return {
        ...(severities === null ? again : withSeverities(again, severities)),
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
