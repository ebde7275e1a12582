import type { Report } from '../../io/diagnostic.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { MakeUuid, Resources } from './resources.js';
import { sourceResources } from './resources.js';
import type { Metadata, Property } from './types.js';
import { list, oscalString, property } from './values.js';

/** The version of OSCAL that is written. */
export const OSCAL_VERSION = '1.1.2';

/**
 * Metadata of a document made from a release. There is no clock: `last-modified` is the benchmark date, else the date
 * of the status, at midnight UTC. A source without either (a page) gives the first moment of 1970, as OSCAL wants a
 * time, and that is reported.
 */
export function metadataOf(
  benchmark: Benchmark,
  title: string,
  resources: Resources,
  uuid: MakeUuid,
  report: Report,
): Metadata {
  const version = oscalString(benchmark.releaseName) ?? oscalString(benchmark.version);
  const date = benchmark.benchmarkDate ?? isoDay(benchmark.statusDate);
  if (date === null) {
    report({
      code: 'release-unknown',
      severity: 'warning',
      message: 'the source has no date: last-modified, which OSCAL wants, is 1970-01-01',
    });
  }
  const time = `${date ?? '1970-01-01'}T00:00:00Z`;
  const links = sourceResources(benchmark).map((source) => ({ href: resources.refer(source), rel: 'reference' }));
  return {
    title,
    ...(benchmark.benchmarkDate === null ? {} : { published: time }),
    'last-modified': time,
    version: version ?? 'unknown',
    'oscal-version': OSCAL_VERSION,
    ...list('props', identityProps(benchmark)),
    ...list('links', links),
    ...publisher(benchmark, uuid),
    ...(benchmark.description ? { remarks: benchmark.description } : {}),
  };
}

function identityProps(benchmark: Benchmark): Property[] {
  const sourceId = benchmark.sourceId === benchmark.id ? null : benchmark.sourceId;
  return [
    ...property('benchmark-id', benchmark.id),
    ...property('source-id', sourceId),
    ...property('version', benchmark.version),
    ...property('release', benchmark.release),
    ...property('release-info', benchmark.releaseInfo),
    ...property('status', benchmark.status),
    ...property('status-date', benchmark.statusDate),
    ...property('notice', benchmark.notice?.id, benchmark.notice?.text),
    ...property('source', benchmark.source),
    ...property('generator', benchmark.generator),
    ...property('conventions-version', benchmark.conventionsVersion),
  ];
}

/** Who published the release, as its creator. */
function publisher(benchmark: Benchmark, uuid: MakeUuid): Partial<Metadata> {
  const name = oscalString(benchmark.publisher);
  if (name === null) return {};
  const id = uuid(JSON.stringify(['oscal-party', name]));
  return {
    roles: [{ id: 'creator', title: 'Document creator' }],
    parties: [{ uuid: id, type: 'organization', name }],
    'responsible-parties': [{ 'role-id': 'creator', 'party-uuids': [id] }],
  };
}

function isoDay(text: string | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0] ?? null;
}
