import { type Report, StigError } from '../io/diagnostic.js';
import { parseJson } from '../io/json-tree.js';
import { didYouMean } from '../io/nearest.js';
import type { Source } from '../io/source.js';
import type { Asset } from '../model/checklist.js';
import { readFileSource } from './file-bytes.js';

/** Options that describe an asset, as they stand on the command line, by the field each fills. */
const FLAGS = {
  'host-name': 'hostName',
  ip: 'ipAddress',
  mac: 'macAddress',
  fqdn: 'fqdn',
  role: 'role',
  'asset-type': 'assetType',
  'tech-area': 'techArea',
  marking: 'marking',
  comment: 'comment',
  'web-db-site': 'webDbSite',
  'web-db-instance': 'webDbInstance',
} as const satisfies Record<string, keyof Asset>;

/** Fields an asset file may hold, with the type of each. */
const FIELDS: Readonly<Record<Exclude<keyof Asset, 'native'>, 'string' | 'boolean'>> = {
  role: 'string',
  assetType: 'string',
  marking: 'string',
  hostName: 'string',
  ipAddress: 'string',
  macAddress: 'string',
  fqdn: 'string',
  comment: 'string',
  techArea: 'string',
  targetKey: 'string',
  webOrDatabase: 'boolean',
  webDbSite: 'string',
  webDbInstance: 'string',
};

export type AssetOptions = { asset?: string | undefined } & { [K in keyof typeof FLAGS]?: string | undefined };

/** The asset that a file and options describe together; an option stands over the file. */
export async function assetFrom(options: AssetOptions, report: Report): Promise<Partial<Asset>> {
  const asset: Partial<Asset> =
    options.asset === undefined ? {} : assetFile(await readFileSource(options.asset, report));
  for (const [flag, field] of Object.entries(FLAGS)) {
    const value = options[flag as keyof typeof FLAGS];
    if (value !== undefined) asset[field] = value;
  }
  if ((asset.webDbSite || asset.webDbInstance) && asset.webOrDatabase === undefined) asset.webOrDatabase = true;
  return asset;
}

function assetFile(source: Source): Partial<Asset> {
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
  const value = parseJson(source);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail('an asset file holds one JSON object');
  const asset: Partial<Asset> = {};
  for (const [name, field] of Object.entries(value)) {
    if (name === '$schema') continue;
    if (!Object.hasOwn(FIELDS, name)) {
      return fail(
        `an asset has no field ${JSON.stringify(name)}${didYouMean(name, Object.keys(FIELDS))}`,
        `Fields are ${Object.keys(FIELDS).join(', ')}.`,
      );
    }
    const type = FIELDS[name as keyof typeof FIELDS];
    if (field !== null && typeof field !== type) return fail(`${name} must be a ${type}, not ${JSON.stringify(field)}`);
    Object.assign(asset, { [name]: field });
  }
  return asset;
}
