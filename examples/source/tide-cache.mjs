/** Acme Tide Cache, an invented cache server with three rules: what the small fixtures are made of. */
import { benchmarkXml, groupXml } from './xccdf.mjs';

export const cache = {
  id: 'Acme_Tide_Cache_STIG',
  product: 'Acme Tide Cache',
  title: 'Acme Tide Cache Security Technical Implementation Guide',
  description: 'An invented guide for an invented cache server. Nobody published it.',
  targetKey: '9903',
  statusDate: '2025-03-04',
  version: '1',
  releaseInfo: 'Release: 2 Benchmark Date: 02 Apr 2025',
};

export const rules = [
  {
    vulnId: 'V-991001',
    ruleId: 'SV-991001r1200003_rule',
    checkId: 'C-92001r1200001_chk',
    fixId: 'F-91966r1200002_fix',
    stigId: 'ATCH-00-000010',
    groupTitle: 'SRG-APP-000033',
    severity: 'high',
    title: 'Acme Tide Cache must ask for a password.',
    discussion: 'A cache without a password gives every neighbour on the network what its users have stored.',
    check:
      'Show the setting:\n\n$ sudo tidectl get require_password\nyes\n\nIf the answer is not "yes", this is a finding.',
    fix: 'Turn the password on:\n\n$ sudo tidectl set require_password yes',
    ccis: ['CCI-000213'],
  },
  {
    vulnId: 'V-991002',
    ruleId: 'SV-991002r1200006_rule',
    checkId: 'C-92002r1200004_chk',
    fixId: 'F-91967r1200005_fix',
    stigId: 'ATCH-00-000020',
    groupTitle: 'SRG-APP-000142',
    severity: 'medium',
    title: 'Acme Tide Cache must listen on the loopback address only.',
    discussion: 'The application runs on the same host. Nobody else has to reach the port.',
    check: 'Show the address:\n\n$ sudo ss -tln | grep 7379\n\nIf it is not "127.0.0.1" or "::1", this is a finding.',
    fix: 'Set the address in "/etc/tide/tide.conf" & restart the service:\n\nbind 127.0.0.1',
    ccis: ['CCI-000382'],
  },
  {
    vulnId: 'V-991003',
    ruleId: 'SV-991003r1200009_rule',
    checkId: 'C-92003r1200007_chk',
    fixId: 'F-91968r1200008_fix',
    stigId: 'ATCH-00-000030',
    groupTitle: 'SRG-APP-000247',
    severity: 'low',
    title: 'Acme Tide Cache must bound the memory that it takes.',
    discussion: 'Without a bound the cache grows until the host stops other programs.',
    check: 'Show the bound:\n\n$ sudo tidectl get max_memory\n512M\n\nIf the bound is "0", this is a finding.',
    fix: 'Set a bound that fits the host:\n\n$ sudo tidectl set max_memory <size>',
    ccis: ['CCI-002385'],
  },
];

/** The three rules, with changes to single ones: `[{ fix: '...' }, {}, {}]`. */
export function changed(...changes) {
  return rules.map((rule, index) => ({ ...rule, ...changes[index] }));
}

/** The benchmark with `overrides` of its members. */
export function make(overrides = {}) {
  return benchmarkXml({ ...cache, rules, ...overrides });
}

/** The benchmark with `parts` of its head, profiles or groups replaced. */
export function head(parts) {
  return make({ parts });
}

/** Replaces a text that must stand there. */
export function swap(text, from, to) {
  if (!text.includes(from)) throw new Error(`"${from}" is not there`);
  return text.split(from).join(to);
}

export const utf8 = (text) => Buffer.from(text, 'utf8');

/** Puts a prefix before every element name that has none. */
export function prefixed(text, prefix) {
  return text.replace(/<(\/?)([A-Za-z][\w-]*)(?=[\s/>])/g, `<$1${prefix}:$2`);
}

/** One group, with `parts` of its rule replaced. */
export const groupOf = (rule, parts = {}) => groupXml({ ...rule, parts }, cache);
