/** The parts of HDF that are written here: the JSON that InSpec's reporter gives of an execution. */

export interface Execution {
  platform: { name: string; release: string; target_id: string };
  version: string;
  statistics: Record<string, never>;
  profiles: Profile[];
  passthrough: unknown;
}

export interface Profile {
  name: string;
  version: string | null;
  title: string | null;
  summary: string | null;
  license: string | null;
  supports: never[];
  attributes: never[];
  groups: never[];
  depends?: { name: string }[];
  parent_profile?: string;
  status: 'loaded';
  controls: Control[];
  sha256: string;
}

export interface Control {
  id: string;
  title: string | null;
  desc: string | null;
  descriptions: { label: string; data: string }[];
  impact: number;
  refs: { ref?: string; url?: string }[];
  tags: Record<string, string | string[]>;
  code: string;
  source_location: Record<string, never>;
  results: Result[];
}

export interface Result {
  status: 'failed' | 'passed' | 'skipped';
  code_desc: string;
  start_time: string;
  message?: string;
  skip_message?: string;
}
