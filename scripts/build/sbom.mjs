// @ts-check
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { v5 } from 'uuid';

/** Namespace of serial numbers: that of every id which stigkit derives (src/io/uuid.ts). */
const NAMESPACE = '96d2c12a-b268-5ea8-aaff-f9237a30fdde';

/**
 * The bill of materials of one file, CycloneDX 1.6 as JSON: what it is, and each package whose code is in it. The same
 * file, the same bill: it carries no time, and its serial number derives from the file's SHA-256.
 *
 * @param {{ name: string, version: string, description: string, license: string }} self
 * @param {{ name: string, sha256: string }} file
 * @param {import('./notices.mjs').Bundled[]} packages
 * @returns {string}
 */
export function sbom(self, file, packages) {
  const bom = new Models.Bom({ serialNumber: `urn:uuid:${v5(`sbom:${file.sha256}`, NAMESPACE)}` });
  const root = componentOf(Enums.ComponentType.Application, self);
  root.hashes.set(Enums.HashAlgorithm['SHA-256'], file.sha256);
  bom.metadata.component = root;
  for (const one of packages) {
    const component = componentOf(Enums.ComponentType.Library, one);
    bom.components.add(component);
    root.dependencies.add(component.bomRef);
  }
  const normalizer = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalizer).serialize(bom, { sortLists: true, space: 2 })}\n`;
}

/**
 * @param {Enums.ComponentType} type
 * @param {{ name: string, version: string, description?: string, license: string }} of
 */
function componentOf(type, { name, version, description, license }) {
  const [group, ownName] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const component = new Models.Component(type, ownName ?? name, { bomRef: purl, group, version, description });
  component.purl = /** @type {any} */ (purl);
  component.licenses.add(
    /[() ]/.test(license) ? new Models.LicenseExpression(license) : new Models.SpdxLicense(license),
  );
  return component;
}
