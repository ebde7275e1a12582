import type { Asset } from '../model/checklist.js';
import { isLocalhost, plainHostName } from '../model/host-name.js';

/** Whether two assets are one host: `unknown` where nothing can be compared. */
export type SameHost = 'same' | 'other' | 'unknown';

/**
 * Compares the hosts of two assets, case apart. Names decide where both have one: two names with a domain must be equal,
 * a short name equals the first part of a longer one. Else IP addresses, else MAC addresses: one in common is enough.
 * `localhost` is no name, unless both call themselves so: then nothing else is asked, as scans of one machine often
 * differ in addresses. A loopback or all-zero address is no address.
 */
export function sameHost(a: Asset, b: Asset): SameHost {
  const [names, others] = [namesOf(a), namesOf(b)];
  if (names.length > 0 && others.length > 0) {
    const [full, otherFull] = [names.filter(hasDomain), others.filter(hasDomain)];
    // Two domain names that differ are two hosts, whatever their short names say.
    if (full.length > 0 && otherFull.length > 0) return full.some((n) => otherFull.includes(n)) ? 'same' : 'other';
    return names.some((name) => others.some((other) => nameEquals(name, other))) ? 'same' : 'other';
  }
  if (isNameless(a) && isNameless(b)) return 'same';
  for (const field of ['ipAddress', 'macAddress'] as const) {
    const [own, theirs] = [addressesOf(a[field]), addressesOf(b[field])];
    if (own.length > 0 && theirs.length > 0) return own.some((x) => theirs.includes(x)) ? 'same' : 'other';
  }
  return 'unknown';
}

/** What an asset is called in a message. */
export function hostLabel(asset: Asset): string {
  return asset.hostName || asset.fqdn || asset.ipAddress || asset.macAddress || 'a host without a name';
}

function allNames(asset: Asset): string[] {
  return [asset.hostName, asset.fqdn]
    .map((name) => plainHostName(name ?? '').toLowerCase())
    .filter((name) => name !== '');
}

function namesOf(asset: Asset): string[] {
  return allNames(asset).filter((name) => !isLocalhost(name));
}

/** Whether an asset has a name, and none but `localhost`. */
function isNameless(asset: Asset): boolean {
  return allNames(asset).length > 0 && namesOf(asset).length === 0;
}

function hasDomain(name: string): boolean {
  return name.includes('.') && !/^[\d.]+$/.test(name);
}

function nameEquals(a: string, b: string): boolean {
  return a === b || (hasDomain(a) !== hasDomain(b) && shortName(a) === shortName(b));
}

function shortName(name: string): string {
  return hasDomain(name) ? name.slice(0, name.indexOf('.')) : name;
}

function addressesOf(list: string | null): string[] {
  return (list ?? '')
    .toLowerCase()
    .split(/[,;\s]+/)
    .map((address) => address.replace(/-/g, ':'))
    .filter((address) => address !== '' && !/^(?:127\.|0\.0\.0\.0$|[0:]+1?$)/.test(address));
}
