// @ts-check
/**
 * Makes a release: the version in package.json and package-lock.json, the date in the changelog, a commit and a tag.
 * Says what it would do; with --write it does it. It touches no network and pushes nothing.
 *
 *     node scripts/release.mjs major|minor|patch|X.Y.Z [--date YYYY-MM-DD] [--write]
 *
 * Refused where the tree is not clean, the branch is not main, the changelog has nothing unreleased, the tag is there
 * already, or the version goes back.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const FILES = ['package.json', 'package-lock.json', 'CHANGELOG.md'];
/** Heading of what is to be released: `## Unreleased`, or `## 0.1.0 (unreleased)`. */
const UNRELEASED = /^## (?:Unreleased|\S+ \(unreleased\))$/im;

/** @param {string[]} args */
const git = (...args) => execFileSync('git', args, { encoding: 'utf8' }).trim();

try {
  release(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`release: ${/** @type {Error} */ (error).message}\n`);
  process.exitCode = 1;
}

/** @param {string[]} args */
function release(args) {
  const wanted = args.find((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--date');
  if (wanted === undefined) throw new Error('say which: major, minor, patch or X.Y.Z');
  const at = args.indexOf('--date');
  const date = at < 0 ? new Date().toISOString().slice(0, 10) : (args[at + 1] ?? '');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Error(`${date} is no date: YYYY-MM-DD`);
  process.chdir(git('rev-parse', '--show-toplevel'));
  const old = JSON.parse(readFileSync('package.json', 'utf8')).version;
  const version = next(old, wanted);
  const tag = `v${version}`;
  const changelog = readFileSync('CHANGELOG.md', 'utf8');
  const notes = unreleased(changelog);

  const dirty = git('status', '--porcelain');
  if (dirty !== '') throw new Error(`the tree is not clean:\n${dirty}`);
  const branch = git('branch', '--show-current');
  if (branch !== 'main') throw new Error(`releases are made on main, this is ${branch || 'no branch'}`);
  if (git('tag', '--list', tag) !== '') throw new Error(`the tag ${tag} is there already`);
  if (compare(version, old) < 0) throw new Error(`${version} is older than ${old}`);

  const changed = new Map([
    ['package.json', replaceOnce('package.json', `"version": "${old}"`, `"version": "${version}"`)],
    ['package-lock.json', lockWith(version)],
    ['CHANGELOG.md', changelog.replace(UNRELEASED, `## ${version} (${date})`)],
  ]);
  process.stdout.write(`${old} -> ${version}, ${date}, tag ${tag}\n\n${notes}\n\n`);
  if (!args.includes('--write')) {
    process.stdout.write('Nothing was changed: --write does it.\n');
    return;
  }
  for (const [file, text] of changed) writeFileSync(file, text);
  git('add', ...FILES);
  git('commit', '--quiet', '--message', `Release ${version}`);
  git('tag', '--annotate', tag, '--message', `stigkit ${version}\n\n${notes}`, '--cleanup=verbatim');
  process.stdout.write(`Done. To publish: git push --follow-tags, npm publish.\n`);
}

/** @param {string} old @param {string} wanted */
function next(old, wanted) {
  const [major = 0, minor = 0, patch = 0] = old.split('.').map(Number);
  if (wanted === 'major') return `${major + 1}.0.0`;
  if (wanted === 'minor') return `${major}.${minor + 1}.0`;
  if (wanted === 'patch') return `${major}.${minor}.${patch + 1}`;
  if (/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)$/.test(wanted)) return wanted;
  throw new Error(`${wanted} is no version: major, minor, patch or X.Y.Z`);
}

/** @param {string} a @param {string} b */
function compare(a, b) {
  const [x, y] = [a, b].map((version) => version.split('.').map(Number));
  return (x ?? []).map((part, i) => part - (y?.[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** What stands under the heading. @param {string} changelog */
function unreleased(changelog) {
  const heading = UNRELEASED.exec(changelog);
  if (heading === null) throw new Error('CHANGELOG.md has no section Unreleased');
  const after = changelog.slice(heading.index + heading[0].length);
  const notes = after.slice(0, /^## /m.exec(after)?.index ?? after.length).trim();
  if (notes === '') throw new Error('the section Unreleased of CHANGELOG.md says nothing');
  return notes;
}

/** @param {string} file @param {string} from @param {string} to */
function replaceOnce(file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not say ${from} once`);
  return text.replace(from, to);
}

/** The lock file names the version at its top and for the package itself. @param {string} version */
function lockWith(version) {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  lock.version = version;
  lock.packages[''].version = version;
  return `${JSON.stringify(lock, null, 2)}\n`;
}
