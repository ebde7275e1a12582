import { childrenNamed } from '../../io/xml-element.js';
import type { Asset } from '../../model/checklist.js';
import { BARE, OWN, SCAP, STIG_MANAGER } from './asset.js';
import type { StigNative } from './checklist.js';
import { cdf, type Namespaces, type Out } from './write-xml.js';

/**
 * The target: as it was read where `native` is given; else made of the asset, with its facts under the names of the SCAP
 * tools, of STIG Manager (which keeps the text as it is) and, where only it has one, of Evaluate-STIG.
 */
export function targetParts(asset: Asset, native: StigNative | undefined, namespaces: Namespaces): Out[] {
  if (native !== undefined) {
    const names = ['target', 'target-address', 'target-facts', 'target-id-ref'];
    const parts = names.flatMap((name) =>
      childrenNamed(native.testResult, name).map((element) =>
        withoutBlanks(namespaces.convert(element, native.namespaces)),
      ),
    );
    return parts.some((part) => part.name === 'cdf:target') ? parts : [cdf('target', {}), ...parts];
  }
  const addresses = split(asset.ipAddress).filter((address) => /^[\d.]+$|:/.test(address));
  const facts: (readonly [string, string | null, string?])[] = [
    [`${SCAP}host_name`, asset.hostName],
    [`${SCAP}fqdn`, asset.fqdn],
    ...addresses.map((address) => [`${SCAP}${address.includes(':') ? 'ipv6' : 'ipv4'}`, address] as const),
    ...split(asset.macAddress).map((mac) => [`${SCAP}mac`, mac] as const),
    [`${SCAP}role`, asset.role],
    [`${BARE}webordatabase`, asset.webOrDatabase === null ? null : String(asset.webOrDatabase), 'boolean'],
    [`${BARE}site`, asset.webDbSite],
    [`${BARE}instance`, asset.webDbInstance],
    [`${STIG_MANAGER}fqdn`, asset.fqdn],
    [`${STIG_MANAGER}ip`, asset.ipAddress],
    [`${STIG_MANAGER}mac`, asset.macAddress],
    [`${STIG_MANAGER}description`, asset.comment],
    [`${STIG_MANAGER}noncomputing`, asset.assetType === null ? null : String(asset.assetType === 'Non-Computing')],
    [`${OWN}marking`, asset.marking],
    [`${OWN}tech-area`, asset.techArea],
  ];
  return [
    cdf('target', {}, asset.hostName ?? asset.fqdn ?? ''),
    ...addresses.map((address) => cdf('target-address', {}, address)),
    cdf(
      'target-facts',
      {},
      ...facts.flatMap(([name, value, type]) =>
        value === null || value === '' ? [] : [cdf('fact', { name, type: type ?? 'string' }, value)],
      ),
    ),
  ];
}

function withoutBlanks(out: Out): Out {
  const children = out.children ?? [];
  if (!children.some((c) => typeof c !== 'string')) return out;
  return { ...out, children: children.filter((c) => typeof c !== 'string') };
}

function split(list: string | null): string[] {
  return (list ?? '').split(/[,;\s]+/).filter((part) => part !== '');
}
