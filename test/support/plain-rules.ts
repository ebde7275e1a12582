/**
 * A plain reading of DISA's Manual XCCDF, by nothing but patterns: what tests hold carried answers against, so that they
 * do not ask the code under test.
 */
export interface PlainRule {
  vulnId: string;
  ruleId: string;
  stigId: string;
  severity: string;
  title: string;
  check: string;
  guidance: string;
  legacyIds: string[];
}

/** Every rule of a Manual XCCDF with one rule a group and one check a rule. */
export function plainRules(xml: string): PlainRule[] {
  return [...xml.matchAll(/<Group id="([^"]*)">([\s\S]*?)<\/Group>/g)].map(([, vulnId, body]) => {
    const rule = /<Rule [\s\S]*<\/Rule>/.exec(body!)![0];
    const text = (pattern: RegExp) => folded(decoded(pattern.exec(rule)?.[1] ?? ''));
    const description = decoded(/<description>([\s\S]*?)<\/description>/.exec(rule)?.[1] ?? '');
    return {
      vulnId: vulnId!,
      ruleId: /<Rule id="([^"]*)"/.exec(rule)![1]!,
      stigId: text(/<version>([\s\S]*?)<\/version>/),
      severity: /severity="([^"]*)"/.exec(rule)![1]!,
      title: text(/<title>([\s\S]*?)<\/title>/),
      check: text(/<check-content>([\s\S]*?)<\/check-content>/),
      guidance: folded(/<SeverityOverrideGuidance>([\s\S]*?)<\/SeverityOverrideGuidance>/.exec(description)?.[1] ?? ''),
      legacyIds: [...rule.matchAll(/<ident system="[^"]*legacy[^"]*">([^<]*)</g)].map((m) => m[1]!.trim()),
    };
  });
}

/** Entities decoded once, as XML has them. */
function decoded(text: string): string {
  return text
    .replace(/&#x([\da-f]+);/gi, (_, hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** What a person sees: blanks folded, line breaks of HTML taken for blanks, entities within texts decoded. */
function folded(text: string): string {
  return decoded(text.replace(/<br\s*\/?>/gi, ' '))
    .replace(/[\s\u00a0\u200b\ufeff]+/g, ' ')
    .trim();
}
