/**
 * Makes a release out of the one before. A change is `{ vulnId, field, kind, ... }`: a text is changed by `from` and `to`
 * (`from` must stand in it exactly once), a value by `value`. A change of `ruleId` moves the revision alone.
 */

const TEXTS = ['title', 'discussion', 'check', 'fix', 'severityOverrideGuidance'];

/** Applies changes to rules. Throws where a change names no rule, or its `from` is not there exactly once. */
export function applyChanges(rules, changes) {
  const changed = new Map(rules.map((rule) => [rule.vulnId, { ...rule }]));
  for (const change of changes) {
    const rule = changed.get(change.vulnId);
    if (rule === undefined) throw new Error(`no rule ${change.vulnId}`);
    if (change.field === 'ruleId') continue;
    rule[change.field] = TEXTS.includes(change.field) ? replaceOnce(rule, change) : change.value;
  }
  return [...changed.values()];
}

function replaceOnce(rule, { vulnId, field, from, to }) {
  const text = rule[field];
  const parts = typeof text === 'object' ? text.xml.split(from) : text.split(from);
  if (parts.length !== 2) throw new Error(`${vulnId} ${field}: "${from}" stands there ${parts.length - 1} times`);
  const result = parts.join(typeof to === 'object' ? to.xml : to);
  return typeof text === 'object' ? { xml: result } : result;
}

/**
 * Gives rules a new revision, in their order: the rule id always, check id and fix id where check or fix has changed.
 * `moved` maps V-id to `{ check, fix }`.
 */
export function moveRevisions(rules, moved, first) {
  let revision = first;
  return rules.map((rule) => {
    const parts = moved.get(rule.vulnId);
    if (parts === undefined) return rule;
    const next = { ...rule, ruleId: withRevision(rule.ruleId, revision) };
    if (parts.check) next.checkId = withRevision(rule.checkId, revision - 2);
    if (parts.fix) next.fixId = withRevision(rule.fixId, revision - 1);
    revision += 3;
    return next;
  });
}

function withRevision(id, revision) {
  return id.replace(/r\d+_/, `r${revision}_`);
}

/** Which rules' revisions a list of changes moves; a change with `silent` does not. */
export function movedBy(changes) {
  const moved = new Map();
  for (const { vulnId, field, silent } of changes) {
    if (silent) continue;
    const parts = moved.get(vulnId) ?? { check: false, fix: false };
    moved.set(vulnId, { check: parts.check || field === 'check', fix: parts.fix || field === 'fix' });
  }
  return moved;
}
