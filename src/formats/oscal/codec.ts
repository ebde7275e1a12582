import { derivedUuid, randomUuid } from '../../io/uuid.js';
import type { Benchmark } from '../../model/benchmark.js';
import type { Codec, WriteOptions } from '../format.js';
import { catalogOf } from './catalog.js';
import { componentDefinitionOf } from './component.js';

/** A release as an OSCAL catalog, JSON. */
export const oscalCatalog: Codec = {
  write: (document, options, { report }) => json(catalogOf(document as Benchmark, uuidOf(options), report)),
};

/** A release's product as an OSCAL component definition, JSON. */
export const oscalComponentDefinition: Codec = {
  write: (document, options, { report }) =>
    json(componentDefinitionOf(document as Benchmark, options.controls ?? [5], uuidOf(options), report)),
};

function uuidOf({ uuid }: WriteOptions): (name: string) => string {
  return uuid === 'random' ? randomUuid : derivedUuid;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
