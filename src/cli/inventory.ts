import { readTable } from '../io/csv.js';
import { StigError } from '../io/diagnostic.js';
import type { Source } from '../io/source.js';
import type { Asset } from '../model/checklist.js';

/** Names of columns, folded, by the field each fills. */
const COLUMNS: Readonly<Record<string, keyof Asset>> = {
  hostname: 'hostName',
  host: 'hostName',
  name: 'hostName',
  ip: 'ipAddress',
  ipaddress: 'ipAddress',
  address: 'ipAddress',
  mac: 'macAddress',
  macaddress: 'macAddress',
  fqdn: 'fqdn',
  role: 'role',
  assettype: 'assetType',
  techarea: 'techArea',
  marking: 'marking',
  comment: 'comment',
  webdbsite: 'webDbSite',
  site: 'webDbSite',
  webdbinstance: 'webDbInstance',
  instance: 'webDbInstance',
};

/** Hosts out of a CSV inventory, one a row; columns that say nothing of an asset are passed by. Throws a StigError. */
export function inventoryOf(source: Source): Partial<Asset>[] {
  const file = source.name;
  const fail = (message: string, hint?: string): never => {
    throw new StigError({
      code: 'value-invalid',
      severity: 'error',
      file,
      message,
      ...(hint === undefined ? {} : { hint }),
    });
  };
  const [header = [], ...rows] = readTable(source);
  const fields = header.map((name) => {
    const folded = name.toLowerCase().replace(/[^a-z]+/g, '');
    return Object.hasOwn(COLUMNS, folded) ? COLUMNS[folded] : undefined;
  });
  if (!fields.some((field) => field === 'hostName' || field === 'fqdn' || field === 'ipAddress')) {
    return fail('the first row has no column hostName, fqdn or ipAddress', 'The first row names the columns.');
  }
  const hosts = rows.map((cells) => {
    const asset: Partial<Asset> = {};
    fields.forEach((field, i) => {
      const cell = cells[i]?.trim() ?? '';
      if (field !== undefined && cell !== '') Object.assign(asset, { [field]: cell });
    });
    return asset;
  });
  hosts.forEach((host, i) => {
    if (!host.hostName && !host.fqdn && !host.ipAddress) fail(`row ${i + 2} names no host`);
    if (host.webDbSite || host.webDbInstance) host.webOrDatabase = true;
  });
  return hosts.length > 0 ? hosts : fail('there is no host in it');
}
