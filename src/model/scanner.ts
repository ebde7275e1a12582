/**
 * The name of a scanner as people say it: `scc 5.4.2` of `cpe:/a:spawar:scc:5.4.2`, also of a CPE 2.3 name; any other
 * text as it stands; `null` where there is none.
 */
export function scannerName(testSystem: string | null | undefined): string | null {
  if (testSystem == null || testSystem === '') return null;
  const cpe = /^cpe:(?:\/|2\.3:)[aho]:[^:]*:([^:]+)(?::([^:]*))?/i.exec(testSystem);
  return cpe === null ? testSystem : [cpe[1], cpe[2] ?? ''].join(' ').trim();
}
