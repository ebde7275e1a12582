/** Titles of guides, which DISA and pages write out or shorten. */

/** A guide's title as check pages give it: `Mirantis Kubernetes Engine STIG`. */
export function shortTitle(title: string): string {
  return title
    .replace(/\bSecurity Technical Implementation Guide(?: \(STIG\))?/i, 'STIG')
    .replace(/\bSecurity Requirements Guide(?: \(SRG\))?/i, 'SRG');
}

/** Whether two titles name one guide: blanks, case and marks aside, written out or shortened. */
export function sameGuide(a: string, b: string): boolean {
  const plain = (title: string) =>
    shortTitle(title.replace(/\s+/g, ' '))
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, '');
  return plain(a) === plain(b);
}
