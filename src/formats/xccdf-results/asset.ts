import { attribute, childrenNamed, textOf, type XmlElement } from '../../io/xml-element.js';
import { ROLES } from '../../model/asset-words.js';
import type { Asset } from '../../model/checklist.js';
import { isLocalhost, plainHostName } from '../../model/host-name.js';

/** Facts by what they say, whatever their scanner calls them; the first name that has a usable value counts. */
export const STIG_MANAGER = 'tag:stig-manager@users.noreply.github.com,2020:asset:';
export const SCAP = 'urn:scap:fact:asset:identifier:';
const XCCDF = 'urn:xccdf:fact:asset:identifier:';
/** Evaluate-STIG's. */
export const BARE = 'fact:asset:identifier:';

/** Our own, for what no scanner knows. */
export const OWN = 'urn:stigkit:asset:';

const FACTS = {
  hostName: [`${STIG_MANAGER}name`, `${SCAP}host_name`, `${XCCDF}host_name`, `${BARE}hostname`, `${BARE}host_name`],
  typedFqdn: [`${STIG_MANAGER}fqdn`],
  fqdn: [`${SCAP}fqdn`, `${XCCDF}fqdn`, `${BARE}fqdn`],
  ip: [`${STIG_MANAGER}ip`],
  ipv4: [`${SCAP}ipv4`, `${XCCDF}ipv4`, `${BARE}ipaddress`, `${BARE}ipv4`],
  ipv6: [`${SCAP}ipv6`, `${XCCDF}ipv6`, `${BARE}ipv6`],
  mac: [`${STIG_MANAGER}mac`],
  macs: [`${SCAP}mac`, `${XCCDF}mac`, 'urn:xccdf:fact:ethernet:MAC', `${BARE}macaddress`],
  role: [`${SCAP}role`, `${XCCDF}role`, `${BARE}role`],
  webOrDatabase: [`${BARE}webordatabase`],
  site: [`${BARE}site`],
  instance: [`${BARE}instance`],
  comment: [`${STIG_MANAGER}description`],
  marking: [`${OWN}marking`],
  techArea: [`${OWN}tech-area`],
  nonComputing: [`${STIG_MANAGER}noncomputing`],
} as const;

/**
 * The asset that a TestResult was made of, out of `target`, `target-address` and `target-facts`; what they lack is taken
 * from the ARF's description of the device (`ai:computing-device`), where the file has one.
 *
 * - Blank facts say nothing. Loopback, all-zero and unspecified addresses are ignored; a name `localhost` only where
 *   there is another.
 * - What STIG Manager says of its asset is taken as it stands: a person typed it.
 * - Else facts go before `target-address`. Several addresses are joined by `, `, as Evaluate-STIG does in its own checklists: every usable IPv4 address; where
 *   there is none every IPv6 address that is not link-local. An FQDN loses the dot that ends it; one without a domain is
 *   none (SCC writes `WORK-UBUNTU..`).
 * - `role` is taken where it is one of the four words a checklist knows.
 */
export function assetOf(testResult: XmlElement, device: XmlElement | undefined, targetKey: string | null): Asset {
  const facts = factsOf(testResult);
  const all = (names: readonly string[]) => names.flatMap((name) => facts.get(name) ?? []);
  const first = (names: readonly string[]) => all(names)[0] ?? null;
  const targets = textsOf(childrenNamed(testResult, 'target'));
  const addresses = textsOf(childrenNamed(testResult, 'target-address'));
  const onDevice = (name: string) => (device === undefined ? [] : textsOf(descendants(device, name)));

  const names = [...all(FACTS.hostName), ...targets, ...onDevice('hostname')];
  const fqdns = [...all(FACTS.fqdn), ...onDevice('fqdn')].map(plainHostName);
  const macs = [...all(FACTS.macs), ...onDevice('mac-address')].flatMap(split).filter((mac) => !isZeroMac(mac));
  const webOrDatabase = first(FACTS.webOrDatabase);
  const nonComputing = first(FACTS.nonComputing);
  const role = first(FACTS.role);
  return {
    role: role !== null && ROLES.includes(role) ? role : null,
    assetType: nonComputing === null ? null : nonComputing === 'true' ? 'Non-Computing' : 'Computing',
    marking: first(FACTS.marking),
    hostName: names.find((name) => !isLocalhost(name)) ?? names[0] ?? null,
    ipAddress:
      first(FACTS.ip) ??
      ipAddresses([...all(FACTS.ipv4), ...all(FACTS.ipv6)]) ??
      ipAddresses([...addresses, ...onDevice('ip-v4'), ...onDevice('ip-v6')]),
    macAddress: first(FACTS.mac) ?? joined(macs),
    fqdn: first(FACTS.typedFqdn) ?? fqdns.find((name) => name.includes('.') && !isLocalhost(name)) ?? null,
    comment: first(FACTS.comment),
    techArea: first(FACTS.techArea),
    targetKey,
    webOrDatabase: webOrDatabase === null ? null : webOrDatabase.toLowerCase() === 'true',
    webDbSite: first(FACTS.site),
    webDbInstance: first(FACTS.instance),
  };
}

/** The scanner as its facts name it, for files without `test-system` (OpenSCAP 1.0): `OpenSCAP 1.0.9`. */
export function scannerOfFacts(testResult: XmlElement): string | null {
  const facts = factsOf(testResult);
  const name = facts.get('urn:xccdf:fact:scanner:name')?.[0];
  if (name === undefined) return null;
  return [name, facts.get('urn:xccdf:fact:scanner:version')?.[0] ?? ''].join(' ').trim();
}

/** Values of the facts by name, blank ones left out. */
function factsOf(testResult: XmlElement): Map<string, string[]> {
  const facts = new Map<string, string[]>();
  for (const group of childrenNamed(testResult, 'target-facts')) {
    for (const fact of childrenNamed(group, 'fact')) {
      const name = attribute(fact, 'name')?.trim();
      const value = textOf(fact)!.trim();
      if (name === undefined || value === '') continue;
      const values = facts.get(name);
      if (values === undefined) facts.set(name, [value]);
      else values.push(value);
    }
  }
  return facts;
}

function textsOf(elements: XmlElement[]): string[] {
  return elements.map((element) => textOf(element)!.trim()).filter((text) => text !== '');
}

function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((c) =>
    typeof c === 'string' ? [] : [...(c.name === name ? [c] : []), ...descendants(c, name)],
  );
}

function split(list: string): string[] {
  return list.split(/[,;\s]+/).filter((part) => part !== '');
}

function ipAddresses(texts: string[]): string | null {
  const addresses = texts.flatMap(split).map((address) => address.replace(/\/\d+$/, ''));
  const ipv4 = addresses.filter(
    (address) => /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) && !/^(?:127|0)\./.test(address),
  );
  const ipv6 = addresses.filter((address) => address.includes(':') && !/^(?:[0:]*:0*1?$|fe80:)/i.test(address));
  return joined(ipv4.length > 0 ? ipv4 : ipv6);
}

function joined(values: string[]): string | null {
  const seen = new Set<string>();
  const distinct = values.filter((value) => !seen.has(value.toLowerCase()) && seen.add(value.toLowerCase()));
  return distinct.length === 0 ? null : distinct.join(', ');
}

function isZeroMac(mac: string): boolean {
  return /^[0:.-]*$/.test(mac);
}
