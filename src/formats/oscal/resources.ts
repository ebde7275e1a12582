import type { Revision } from '../../data/controls.js';
import type { Benchmark, Reference } from '../../model/benchmark.js';
import type { Resource } from './types.js';
import { fileReference, list, markupLine, oscalString, property, uriReference } from './values.js';

/** Makes an id out of the name of what it is for. */
export type MakeUuid = (name: string) => string;

/** NIST's catalogs in OSCAL, which controls are looked up in. */
export const SP_800_53: Record<Revision, { title: string; href: string }> = {
  5: {
    title: 'NIST SP 800-53 Rev 5 catalog',
    href: 'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json',
  },
  4: {
    title: 'NIST SP 800-53 Rev 4 catalog',
    href: 'https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev4/json/NIST_SP-800-53_rev4_catalog.json',
  },
};

/** Collects the resources of a document's back matter; each is one, however often it is referred to. */
export interface Resources {
  /** Adds one, and gives the reference to it: `#` and its UUID. */
  refer(resource: Omit<Resource, 'uuid'>): string;
  all(): Resource[];
}

/** An empty back matter. The UUID of a resource derives from what it says. */
export function newResources(uuid: MakeUuid): Resources {
  const resources = new Map<string, Resource>();
  return {
    refer(resource) {
      const key = JSON.stringify(resource);
      const known = resources.get(key) ?? { uuid: uuid(`["oscal-resource",${key}]`), ...resource };
      resources.set(key, known);
      return `#${known.uuid}`;
    },
    all: () => [...resources.values()],
  };
}

/** The files that a release was read from, with their hashes. */
export function sourceResources(benchmark: Benchmark): Omit<Resource, 'uuid'>[] {
  return benchmark.sources.map(({ name, format, sha256 }) => ({
    title: markupLine(name) ?? 'source',
    description: 'What this document was made from.',
    ...list('props', property('format', format)),
    rlinks: [{ href: fileReference(name), hashes: [{ algorithm: 'SHA-256', value: sha256 }] }],
  }));
}

/** NIST's catalog of a revision. */
export function catalogResource(revision: Revision): Omit<Resource, 'uuid'> {
  const { title, href } = SP_800_53[revision];
  return { title, rlinks: [{ href, 'media-type': 'application/oscal.catalog+json' }] };
}

/** What a rule refers to, in DISA's files the target of the STIG; nothing where the reference says nothing. */
export function referenceResource(reference: Reference): Omit<Resource, 'uuid'> | null {
  const { href, title, publisher, type, subject, identifier } = reference;
  const id = oscalString(identifier);
  const name = markupLine(title);
  const resource = {
    ...(name === null ? {} : { title: name }),
    ...list('props', [...property('publisher', publisher), ...property('type', type), ...property('subject', subject)]),
    ...list('document-ids', id === null ? [] : [{ identifier: id }]),
    ...list('rlinks', href === null || href.trim() === '' ? [] : [{ href: uriReference(href.trim()) }]),
  };
  return Object.keys(resource).length === 0 ? null : resource;
}
