import { describe, expect, it } from 'vitest';
import { sameHost } from '../../src/checklist/host.js';
import type { Asset } from '../../src/model/checklist.js';

function asset(fields: Partial<Asset>): Asset {
  return { ...BLANK, ...fields };
}

const BLANK: Asset = {
  role: null,
  assetType: null,
  marking: null,
  hostName: null,
  ipAddress: null,
  macAddress: null,
  fqdn: null,
  comment: null,
  techArea: null,
  targetKey: null,
  webOrDatabase: null,
  webDbSite: null,
  webDbInstance: null,
};

describe('whether two assets are one host', () => {
  it.each<[string, Partial<Asset>, Partial<Asset>, string]>([
    ['the same name in another case', { hostName: 'WEB01' }, { hostName: 'web01' }, 'same'],
    ['a short name and an FQDN', { hostName: 'web01' }, { fqdn: 'WEB01.example.org' }, 'same'],
    ['an FQDN with the closing dot', { fqdn: 'web01.example.org.' }, { hostName: 'web01.example.org' }, 'same'],
    ['two names', { hostName: 'web01' }, { hostName: 'web02' }, 'other'],
    ['a name that only begins alike', { hostName: 'web1' }, { hostName: 'web10.example.org' }, 'other'],
    [
      'one short name in two domains',
      { hostName: 'web01', fqdn: 'web01.a.mil' },
      { hostName: 'web01', fqdn: 'web01.b.mil' },
      'other',
    ],
    [
      'names that differ though the address is one',
      { hostName: 'a', ipAddress: '192.0.2.1' },
      { hostName: 'b', ipAddress: '192.0.2.1' },
      'other',
    ],
    [
      'names alike though the addresses differ',
      { hostName: 'a', ipAddress: '192.0.2.1' },
      { hostName: 'a', ipAddress: '192.0.2.2' },
      'same',
    ],
    [
      'localhost, and one address of several in common',
      { hostName: 'localhost.localdomain', ipAddress: '192.0.2.9, 192.0.2.1' },
      { hostName: 'web01', ipAddress: '192.0.2.1' },
      'same',
    ],
    [
      'localhost and other addresses',
      { hostName: 'localhost', ipAddress: '192.0.2.9' },
      { hostName: 'web01', ipAddress: '192.0.2.1' },
      'other',
    ],
    [
      'MAC addresses in two spellings',
      { macAddress: '00-00-5e-00-53-0a' },
      { macAddress: '00:00:5E:00:53:0A' },
      'same',
    ],
    [
      'two that call themselves localhost',
      { hostName: 'LOCALHOST.LOCALDOMAIN', ipAddress: '192.0.2.9' },
      { hostName: 'localhost', ipAddress: '192.0.2.1' },
      'same',
    ],
    ['loopback addresses', { ipAddress: '127.0.0.1' }, { ipAddress: '127.0.0.1' }, 'unknown'],
    ['nothing to compare', { hostName: 'web01' }, {}, 'unknown'],
    ['an address as a name', { hostName: '192.0.2.1' }, { hostName: '192.0.2.2' }, 'other'],
  ])('%s', (_, a, b, verdict) => {
    expect(sameHost(asset(a), asset(b))).toBe(verdict);
    expect(sameHost(asset(b), asset(a))).toBe(verdict);
  });
});
