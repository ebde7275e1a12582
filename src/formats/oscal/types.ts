/** The parts of OSCAL 1.1 that are written here, under NIST's names. */

export interface Property {
  name: string;
  ns?: string;
  value: string;
  class?: string;
  remarks?: string;
}

export interface Link {
  href: string;
  rel?: string;
  'resource-fragment'?: string;
  text?: string;
}

export interface Part {
  id?: string;
  name: string;
  ns?: string;
  props?: Property[];
  links?: Link[];
  prose?: string;
}

export interface Control {
  id: string;
  class?: string;
  title: string;
  props?: Property[];
  links?: Link[];
  parts?: Part[];
}

export interface Group {
  id: string;
  class?: string;
  title: string;
  props?: Property[];
  controls: Control[];
}

export interface Resource {
  uuid: string;
  title?: string;
  description?: string;
  props?: Property[];
  'document-ids'?: { identifier: string }[];
  rlinks?: { href: string; 'media-type'?: string; hashes?: { algorithm: string; value: string }[] }[];
  remarks?: string;
}

export interface Metadata {
  title: string;
  published?: string;
  'last-modified': string;
  version: string;
  'oscal-version': string;
  props?: Property[];
  links?: Link[];
  roles?: { id: string; title: string }[];
  parties?: { uuid: string; type: string; name: string }[];
  'responsible-parties'?: { 'role-id': string; 'party-uuids': string[] }[];
  remarks?: string;
}

export interface Catalog {
  uuid: string;
  metadata: Metadata;
  controls?: Control[];
  groups?: Group[];
  'back-matter'?: { resources: Resource[] };
}

export interface Statement {
  'statement-id': string;
  uuid: string;
  description: string;
  props: Property[];
}

export interface ImplementedRequirement {
  uuid: string;
  'control-id': string;
  description: string;
  props: Property[];
  statements?: Statement[];
}

export interface ControlImplementation {
  uuid: string;
  source: string;
  description: string;
  'implemented-requirements': ImplementedRequirement[];
}

export interface Component {
  uuid: string;
  type: string;
  title: string;
  description: string;
  props?: Property[];
  links?: Link[];
  'control-implementations'?: ControlImplementation[];
}

export interface ComponentDefinition {
  uuid: string;
  metadata: Metadata;
  components: Component[];
  'back-matter'?: { resources: Resource[] };
}
