import { ArchiveBytes, openBuffer } from './archive-bytes.js';
import { type Diagnostic, type Report, StigError } from './diagnostic.js';
import type { Input } from './input.js';
import { Source } from './source.js';
import { isPassedOver } from './walk.js';
import { isZip, listZip, readMember, readMemberHead, type ZipBudget, type ZipMember } from './zip.js';

/**
 * The members of a zip, and of zips in it, in the order of their directories. A zip is known by its first bytes, never
 * by its name. Office documents are zips too, and are given as the one file they are. What is damaged is reported and
 * the rest is given; once a limit of the whole input is hit, nothing more is.
 */
export async function* zipInputs(
  self: Input,
  zip: ArchiveBytes,
  budget: ZipBudget,
  report: Report,
  depth = 1,
): AsyncGenerator<Input> {
  const { zipDepth } = budget.limits;
  if (depth > zipDepth) {
    report({
      code: 'limit-exceeded',
      severity: 'error',
      file: zip.name,
      message: `not read: zips are nested deeper than the limit zipDepth=${zipDepth}`,
      hint: 'If you trust the file, raise the limit: --limit zipDepth=NUMBER.',
    });
    return;
  }
  let told = false;
  const tell: Report = (diagnostic) => {
    told = true;
    report(diagnostic);
  };
  try {
    const members = await reported(tell, async () => listZip(await zip.hold(), zip.name, budget, tell));
    if (members === undefined) return;
    if (isOfficeDocument(members)) yield self;
    else yield* eachMember(members, self, zip, budget, report, depth);
    if (!told && depth === 1 && !members.some(isFile)) report(empty(zip.name));
  } finally {
    await zip.release();
  }
}

async function* eachMember(
  members: readonly ZipMember[],
  self: Input,
  zip: ArchiveBytes,
  budget: ZipBudget,
  report: Report,
  depth: number,
): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const member of members) {
    if (budget.exhausted) return;
    const name = `${zip.name}!/${member.name}`;
    if (!isWanted(member, name, seen, report)) continue;
    const head = await reported(report, () => zip.use((bytes) => readMemberHead(bytes, member, name, budget)));
    if (head === undefined) continue;
    const read = () => zip.use((bytes) => readMember(bytes, member, name, budget));
    const load = async () => new Source(name, await read());
    const input: Input = { name, origin: self.origin, named: false, package: zip.name, size: member.size, head, load };
    if (!isZip(head)) yield input;
    else {
      const inner = new ArchiveBytes(name, async () => openBuffer(await read()));
      yield* zipInputs(input, inner, budget, report, depth + 1);
    }
  }
}

/** Whether a member is a file that may hold content. Links and second members of one name are told of. */
function isWanted(member: ZipMember, name: string, seen: Set<string>, report: Report): boolean {
  if (!isFile(member)) return false;
  if (member.kind === 'link') {
    report({ code: 'input-skipped', severity: 'info', file: name, message: 'not read: the member is a link' });
    return false;
  }
  if (seen.has(member.name)) {
    report({
      code: 'zip-duplicate',
      severity: 'warning',
      file: name,
      message: 'the zip holds another member of this name; both are read',
      hint: 'Other programs may see only one of them.',
    });
  }
  seen.add(member.name);
  return true;
}

function isFile(member: ZipMember): boolean {
  return member.kind !== 'folder' && !member.name.split('/').some(isPassedOver);
}

/** Told of an input that holds no file. */
export function empty(file: string): Diagnostic {
  return {
    code: 'input-empty',
    severity: 'error',
    file,
    message: 'there is no file in it',
    hint: 'Hidden files, node_modules and __MACOSX are passed over.',
  };
}

/** Whether members are those of one document: Office Open XML (`xlsx`, `docx`), or OpenDocument and EPUB. */
export function isOfficeDocument(members: readonly ZipMember[]): boolean {
  return members[0]?.name === 'mimetype' || members.some((member) => member.name === '[Content_Types].xml');
}

/** Does what may fail on unusable input; `undefined` where it did, which is reported. */
export async function reported<T>(report: Report, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StigError)) throw error;
    for (const diagnostic of error.diagnostics) report(diagnostic);
    return undefined;
  }
}
