import { ArchiveBytes, type OpenBytes, openBuffer } from './archive-bytes.js';
import type { Report } from './diagnostic.js';
import type { Expanding, Input } from './input.js';
import type { Limits } from './limits.js';
import { isPassedOver } from './passed-over.js';
import { empty, reported } from './reported.js';
import { Source } from './source.js';
import { listZip, readMember, readMemberHead, ZipBudget, type ZipMember } from './zip.js';
import { isZip } from './zip-mark.js';

/**
 * The members of a zip, and of zips in it, in the order of their directories. A zip is known by its first bytes, never
 * by its name. Office documents are zips too, and are given as the one file they are. What is damaged is reported and
 * the rest is given; once a limit of the whole input is hit, nothing more is.
 */
async function* zipInputs(
  self: Input,
  zip: ArchiveBytes,
  expanding: Expanding,
  budget: ZipBudget,
  depth = 1,
): AsyncGenerator<Input> {
  const { report } = expanding;
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
    else yield* eachMember(members, self, zip, budget, expanding, depth);
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
  expanding: Expanding,
  depth: number,
): AsyncGenerator<Input> {
  const { report, isLast = () => false } = expanding;
  const seen = new Set<string>();
  for (const member of [...members].sort((a, b) => Number(isLast(a.name)) - Number(isLast(b.name)))) {
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
      const inner = new ArchiveBytes(name, async () => openBuffer(await read()), depth);
      yield* zipInputs(input, inner, expanding, budget, depth + 1);
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

/** Whether members are those of one document: Office Open XML (`xlsx`, `docx`), or OpenDocument and EPUB. */
function isOfficeDocument(members: readonly ZipMember[]): boolean {
  return members[0]?.name === 'mimetype' || members.some((member) => member.name === '[Content_Types].xml');
}

/** The members of a zip, within the limits of one input. */
export function zipWithin(self: Input, zip: ArchiveBytes, expanding: Expanding): AsyncGenerator<Input> {
  return zipInputs(self, zip, expanding, new ZipBudget(expanding.limits));
}

/** Whether these bytes are a zip whose members are inputs, and not an office document, which is one file. */
export async function isArchive(bytes: OpenBytes, name: string, limits: Limits): Promise<boolean> {
  return !isOfficeDocument(await listZip(bytes, name, new ZipBudget(limits), () => {}));
}
