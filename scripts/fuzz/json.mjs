// @ts-check
import fc from 'fast-check';
import { mostly, nastyText, words } from './texts.mjs';

/** Any value, of any shape a JSON file may have; keys that reach a prototype where an object is made of them. */
export const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    nastyText.map((text) => JSON.stringify(text)),
    fc.constantFrom('null', 'true', 'false', '0', '-1', '1e999', '1.5', '""', '[]', '{}', '9007199254740993'),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    fc
      .array(fc.tuple(fc.constantFrom('__proto__', 'constructor', 'kind', 'stigs', 'rules', 'a'), tie('value')), {
        maxLength: 4,
      })
      .map(objectText),
  ),
})).value;

/** @param {[string, unknown][]} members */
function objectText(members) {
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}

/**
 * An object with these members, mostly all of them and of the right kind.
 *
 * @param {Record<string, fc.Arbitrary<unknown>>} members
 */
function object(members) {
  const given = Object.entries(members).map(([key, value]) =>
    fc
      .tuple(
        value,
        fc.oneof({ weight: 30, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: anyJson }),
        fc.nat(25),
      )
      .map(([right, wrong, how]) => /** @type {[string, unknown][]} */ (how === 0 ? [] : [[key, wrong ?? right]])),
  );
  const extra = fc.oneof(
    { weight: 12, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constantFrom('__proto__', 'constructor', 'x', ''), anyJson).map((one) => [one]),
    },
  );
  return fc
    .tuple(fc.tuple(...given), extra)
    .map(([parts, more]) => objectText([...parts.flat(), .../** @type {any} */ (more)]));
}

/** @param {fc.Arbitrary<unknown>} item @param {number} most */
function list(item, most) {
  return fc.array(item, { maxLength: most }).map((items) => `[${items.join(',')}]`);
}

/** @param {fc.Arbitrary<string>} value */
const text = (value) => value.map((one) => JSON.stringify(one));

const CKLB_RULE = object({
  uuid: text(mostly('7a1c9c0e-5b1e-4d3b-9d5e-1f2e3d4c5b6a')),
  stig_uuid: text(mostly('7a1c9c0e-5b1e-4d3b-9d5e-1f2e3d4c5b6a')),
  group_id: text(mostly('V-260903')),
  rule_id: text(mostly('SV-260903r986160')),
  rule_id_src: text(mostly('SV-260903r986160_rule')),
  rule_version: text(mostly('CNTR-MK-000940')),
  rule_title: text(words),
  severity: text(mostly('high', 'medium', 'low')),
  weight: text(mostly('10.0')),
  status: text(mostly('open', 'not_a_finding', 'not_reviewed', 'not_applicable')),
  finding_details: text(words),
  comments: text(words),
  discussion: text(words),
  check_content: text(words),
  fix_text: text(words),
  ccis: list(text(mostly('CCI-000366')), 3),
  legacy_ids: list(text(mostly('V-12345')), 2),
  group_tree: list(object({ id: text(mostly('V-260903')), title: text(words), description: text(words) }), 2),
  check_content_ref: object({ href: text(words), name: text(mostly('M')) }),
  overrides: object({ severity: object({ severity: text(mostly('low')), reason: text(words) }) }),
});

/** A CKLB, or what is nearly one. */
export const cklb = object({
  title: text(words),
  id: text(mostly('7a1c9c0e-5b1e-4d3b-9d5e-1f2e3d4c5b6a')),
  cklb_version: text(mostly('1.0')),
  active: fc.constantFrom('true', 'false'),
  mode: fc.constantFrom('1', '2'),
  has_path: fc.constantFrom('true', 'false'),
  target_data: object({
    target_type: text(mostly('Computing')),
    host_name: text(mostly('web01')),
    ip_address: text(mostly('192.0.2.1')),
    role: text(mostly('None')),
    is_web_database: fc.constantFrom('true', 'false', 'null'),
    classification: text(mostly('CUI')),
  }),
  stigs: list(
    object({
      stig_name: text(words),
      display_name: text(words),
      stig_id: text(mostly('RHEL_8_STIG')),
      release_info: text(mostly('Release: 2 Benchmark Date: 04 Apr 2025')),
      version: text(mostly('2')),
      uuid: text(mostly('7a1c9c0e-5b1e-4d3b-9d5e-1f2e3d4c5b6a')),
      size: fc.constantFrom('1', '-1', 'null'),
      rules: list(CKLB_RULE, 3),
    }),
    2,
  ),
});

/** What says that it is a document of the model, of any kind, and mostly is none. */
export const modelLike = object({
  $schema: text(
    mostly('urn:stigkit:schema:benchmark:1', 'urn:stigkit:schema:checklist:1', 'urn:stigkit:schema:benchmark:99'),
  ),
  kind: text(mostly('benchmark', 'checklist', 'release-diff', 'overview', 'cci-list', 'blast-radius')),
  rules: anyJson,
  stigs: anyJson,
  asset: anyJson,
  sources: anyJson,
});
