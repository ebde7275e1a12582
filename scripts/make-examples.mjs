/**
 * Makes the invented STIG in examples/ and the XCCDF fixtures in test/fixtures/ out of examples/source/. The same source
 * gives the same bytes.
 *
 *   node scripts/make-examples.mjs           writes the files
 *   node scripts/make-examples.mjs --check   names the files that differ, and exits with 1 if there are any
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { harborGateway, rulesV1R1 } from '../examples/source/harbor-gateway-v1r1.mjs';
import { addedV1R2, changesV1R2, removedV1R2, rulesV1R2 } from '../examples/source/harbor-gateway-v1r2.mjs';
import { changesV2R1, newVulnIds, rulesV2R1, withoutLegacyIds } from '../examples/source/harbor-gateway-v2r1.mjs';
import { keelChanges, keelOrchestrator, keelV1R1, keelV2R1 } from '../examples/source/keel-orchestrator.mjs';
import { malformed } from '../examples/source/malformed.mjs';
import { readme } from '../examples/source/readme.mjs';
import { traits } from '../examples/source/traits.mjs';
import { benchmarkXml } from '../examples/source/xccdf.mjs';

const V1R1 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R1_Manual-xccdf.xml';
const V1R2 = 'examples/U_Acme_Harbor_Gateway_STIG_V1R2_Manual-xccdf.xml';
const V2R1 = 'examples/renumbered/U_Acme_Harbor_Gateway_STIG_V2R1_Manual-xccdf.xml';

/** Every generated file: its path from the project's root, with `/`, and its bytes. */
export function makeExamples() {
  const v1r2 = expected(V1R1, V1R2, rulesV1R1, rulesV1R2, changesV1R2, { added: addedV1R2, removed: removedV1R2 });
  const v2r1 = expected(V1R2, V2R1, rulesV1R2, rulesV2R1, changesV2R1, { newIds: newVulnIds });
  const oneFix = 'test/fixtures/diff/one-fix';
  const keel = expected(`${oneFix}/old.xml`, `${oneFix}/new.xml`, keelV1R1, keelV2R1, keelChanges);
  const files = new Map([
    [V1R1, release(harborGateway, rulesV1R1, '1', '1', '12 Feb 2025', '2025-01-29')],
    [V1R2, release(harborGateway, rulesV1R2, '1', '2', '09 Jul 2025', '2025-06-18')],
    [V2R1, release(harborGateway, rulesV2R1, '2', '1', '05 Jan 2026', '2025-12-10')],
    ['examples/README.md', readme(v1r2, v2r1)],
    ['test/fixtures/diff/harbor-v1r1-v1r2/expected.json', json(v1r2)],
    ['test/fixtures/diff/harbor-v1r2-v2r1/expected.json', json(v2r1)],
    [`${oneFix}/old.xml`, release(keelOrchestrator, keelV1R1, '1', '1', '11 Mar 2024', '2024-02-20')],
    [`${oneFix}/new.xml`, release(keelOrchestrator, keelV2R1, '2', '1', '08 Oct 2024', '2024-11-14')],
    [`${oneFix}/expected.json`, json(keel)],
  ]);
  for (const [trait, bytes] of traits) files.set(`test/fixtures/xccdf/${trait}/input.xml`, bytes);
  for (const [trait, bytes] of malformed) files.set(`test/fixtures/xccdf-malformed/${trait}/input.xml`, bytes);
  return new Map([...files].map(([path, content]) => [path, Buffer.from(content)]));
}

function release(benchmark, rules, version, number, date, statusDate) {
  const releaseInfo = `Release: ${number} Benchmark Date: ${date}`;
  return benchmarkXml({ ...benchmark, rules, version, releaseInfo, statusDate });
}

/** What a comparison of two releases has to find, out of the changes that made the second one. */
function expected(
  oldFile,
  newFile,
  oldRules,
  newRules,
  changes,
  { added = [], removed = [], newIds = new Map() } = {},
) {
  const idOf = (vulnId) => newIds.get(vulnId) ?? vulnId;
  const touched = new Set(changes.map(({ vulnId }) => vulnId));
  const both = oldRules.map(({ vulnId }) => vulnId).filter((vulnId) => !removed.includes(vulnId));
  const renumbered = [...newIds].map(([oldVulnId, vulnId]) => ({
    vulnId,
    oldVulnId,
    matchedBy: withoutLegacyIds.includes(oldVulnId) ? 'stigId' : 'legacyId',
  }));
  const silent = changes.filter((change) => change.silent);
  const perField = changes.filter(
    ({ vulnId, field }, index) => changes.findIndex((c) => c.vulnId === vulnId && c.field === field) === index,
  );
  return {
    old: oldFile,
    new: newFile,
    oldCount: oldRules.length,
    newCount: newRules.length,
    added: added.map(({ vulnId }) => vulnId),
    removed,
    renumbered,
    changes: perField.map(({ vulnId, field, kind, note }) => ({
      vulnId: idOf(vulnId),
      ...(newIds.size > 0 ? { oldVulnId: vulnId } : {}),
      field,
      kind,
      note,
    })),
    identical: newIds.size > 0 ? [] : both.filter((vulnId) => !touched.has(vulnId)),
    revisionKept: [...new Set(silent.map(({ vulnId }) => vulnId))],
    revisionOnly: changes.filter(({ field }) => field === 'ruleId').map(({ vulnId }) => vulnId),
    withoutLegacyIds: newIds.size > 0 ? withoutLegacyIds.map(idOf) : [],
  };
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function differing(files, root) {
  return [...files].filter(([path, bytes]) => !bytes.equals(bytesOf(join(root, path)))).map(([path]) => path);
}

function bytesOf(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error.code === 'ENOENT') return Buffer.from('\0absent');
    throw error;
  }
}

function main(root, checkOnly) {
  const files = makeExamples();
  const stale = differing(files, root);
  for (const path of stale) {
    if (!checkOnly) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), files.get(path));
    }
    console.log(`${checkOnly ? 'differs' : 'written'}: ${path}`);
  }
  console.log(`${files.size} files, ${stale.length} ${checkOnly ? 'differ' : 'written'}`);
  process.exitCode = checkOnly && stale.length > 0 ? 1 : 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main(fileURLToPath(new URL('..', import.meta.url)), process.argv.includes('--check'));
}
