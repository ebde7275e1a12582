// @ts-check
/**
 * Looks at the package as those who depend on it get it: what publint and Are The Types Wrong say of the packed file,
 * and knip of what nobody uses. dist/ must be built.
 *
 *     node scripts/package-check.mjs
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from './build/pack.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stigkit-pack-'));
let failed = false;
try {
  const tarball = pack(folder);
  const { messages, pkg } = await publint({ pack: { tarball: bytesOf(tarball) }, strict: true });
  tell(
    'publint',
    messages.map((message) => formatMessage(message, pkg) ?? message.code),
  );
  tell('attw', complaintsOf('@arethetypeswrong/cli/dist/index.js', [tarball, '--profile', 'esm-only', '--quiet']));
  tell('knip', complaintsOf('knip/bin/knip.js', ['--no-progress']));
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = failed ? 1 : 0;

/** @param {string} path */
function bytesOf(path) {
  const { buffer, byteOffset, byteLength } = readFileSync(path);
  return /** @type {ArrayBuffer} */ (buffer.slice(byteOffset, byteOffset + byteLength));
}

/**
 * What a program of node_modules complains of; nothing where it is content.
 *
 * @param {string} program
 * @param {string[]} args
 */
function complaintsOf(program, args) {
  try {
    execFileSync(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, encoding: 'utf8' });
    return [];
  } catch (error) {
    const { stdout, stderr } = /** @type {{ stdout: string, stderr: string }} */ (error);
    return [`${stdout}${stderr}`.trim()];
  }
}

/** @param {string} name @param {string[]} complaints */
function tell(name, complaints) {
  if (complaints.length > 0) failed = true;
  process.stdout.write(complaints.length === 0 ? `${name}: nothing to say\n` : `${name}:\n${complaints.join('\n')}\n`);
}
