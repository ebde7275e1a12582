/** Names of hosts, as assets and scanners give them. */

/** A name without blanks around it and without the dots that close it (SCC writes `WORK-UBUNTU..`). */
export function plainHostName(name: string): string {
  const trimmed = name.trim();
  let end = trimmed.length;
  while (end > 0 && trimmed[end - 1] === '.') end--;
  return trimmed.slice(0, end);
}

/** Whether a name is `localhost`, which names no host: `LOCALHOST.LOCALDOMAIN`, `localhost4`. */
export function isLocalhost(name: string): boolean {
  return /^localhost\d*(?:$|\.)/i.test(name);
}
