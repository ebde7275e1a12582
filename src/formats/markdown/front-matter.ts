/**
 * YAML front matter. Strings stand in double quotes with JSON's escapes, which are YAML 1.2's too; what JSON leaves and
 * YAML forbids (DEL, C1 controls, line and paragraph separators, the byte order mark) is escaped as well. So no text can
 * end the front matter or become another type (`no`, `1.0`, `2024-07-24`), nor, where a program knows no front matter and
 * takes it for text, become markup: `<` is escaped. Fields that are `null` are left out.
 */
export function frontMatter(fields: Record<string, string | number | Record<string, number> | null>): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    if (value === null) return [];
    if (typeof value !== 'object') return [`${name}: ${scalar(value)}`];
    return [`${name}:`, ...Object.entries(value).map(([key, number]) => `  ${key}: ${number}`)];
  });
  return ['---', ...lines, '---'].join('\n');
}

function scalar(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return JSON.stringify(value).replace(
    /[<\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
