/** Names of STIGs as they are compared: what varies from release to release is left out. */

/** Letters and digits, in lower case. */
export function fold(text: string | null): string {
  return (text ?? '').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** An id without its spelling: `OracleLinux_8_STIG` and `Oracle_Linux_8_STIG` are one. */
export function foldId(id: string | null): string {
  return fold(id);
}

/** A title without `Security Technical Implementation Guide`, `STIG` and `SRG`'s long form. */
export function foldTitle(title: string | null): string {
  return fold(
    (title ?? '').replace(/security technical implementation guide|security requirements guide|\bstig\b|\bsrg\b/gi, ''),
  );
}

/**
 * What a file's name says of the STIG: without folder, release, date and the words DISA puts around it.
 * `x.zip!/U_Active_Directory_Domain_V2R10_STIG_Manual-xccdf.xml` gives `activedirectorydomain`.
 */
export function fileFamily(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'), name.lastIndexOf('!')) + 1);
  return fold(
    base
      .replace(/\.(?:xml|zip)$/i, '')
      .replace(/(^|[_\s-])V\d{1,4}R\d{1,4}(?:[.-]\d{1,4})?(?=[_\s-]|$)/gi, '$1')
      .replace(/(?:^|[_\s-])(?:U|FOUO|CUI)(?=[_\s-])/g, '_')
      .replace(/manual|xccdf|stig|srg|benchmark/gi, ''),
  );
}
