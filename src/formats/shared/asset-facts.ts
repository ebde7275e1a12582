import type { Asset } from '../../model/checklist.js';
import type { Fact } from './rule-facts.js';

/** What a checklist says of its asset; what it says. */
export function assetFacts(asset: Asset): Fact[] {
  const entries: [string, string | null][] = [
    ['Host name', asset.hostName],
    ['IP address', asset.ipAddress],
    ['MAC address', asset.macAddress],
    ['FQDN', asset.fqdn],
    ['Role', asset.role],
    ['Type', asset.assetType],
    ['Technology area', asset.techArea],
    ['Site', asset.webDbSite],
    ['Instance', asset.webDbInstance],
    ['Marking', asset.marking],
    ['Comment', asset.comment],
  ];
  return entries.flatMap(([name, value]) => (value === null || value.trim() === '' ? [] : [{ name, value }]));
}

/** What to call the asset: host name, else FQDN, address or title, with site and instance. */
export function assetName(asset: Asset, title: string | null = null): string {
  const host = [asset.hostName, asset.fqdn, asset.ipAddress, title].find((name) => name?.trim()) ?? 'Unnamed asset';
  const part = [asset.webDbSite, asset.webDbInstance].filter((name) => name?.trim()).join(' / ');
  return part === '' ? host : `${host} (${part})`;
}
