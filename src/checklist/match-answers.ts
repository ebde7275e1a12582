import type { Answer } from '../model/answers.js';
import type { Rule } from '../model/benchmark.js';
import type { Asset, ChecklistStig } from '../model/checklist.js';
import { stableRuleId } from '../model/ids.js';
import { matches } from '../model/pattern.js';

/** An answer that is for a rule, and how exactly it names it. */
interface Named {
  answer: Answer;
  /** Place in the file. */
  at: number;
  /** The more, the more exactly. */
  rank: number;
}

/** Ranks by what names the rule: an id of its own before a legacy id, the SRG, a CCI and last a pattern. */
const RANK = { id: 5, legacy: 4, srg: 3, cci: 2, pattern: 1 } as const;

/** Standing answers by what they are for, on one asset. */
export class AnswerIndex {
  readonly #exact = new Map<string, { answer: Answer; at: number }[]>();
  readonly #patterns: { answer: Answer; at: number; pattern: string }[] = [];
  readonly #used = new Set<Answer>();
  readonly #hosts: string[];

  constructor(
    readonly answers: readonly Answer[],
    asset: Asset,
  ) {
    this.#hosts = hostNames(asset);
    answers.forEach((answer, at) => {
      if (answer.hosts.length > 0 && !answer.hosts.some((host) => this.#hosts.some((name) => matches(host, name))))
        return;
      for (const name of answer.rules) {
        const key = name.toLowerCase();
        if (/[*?]/.test(key)) this.#patterns.push({ answer, at, pattern: key });
        else {
          const known = this.#exact.get(key);
          if (known === undefined) this.#exact.set(key, [{ answer, at }]);
          else known.push({ answer, at });
        }
      }
    });
  }

  /** Whether an answer is for this host at all. */
  isForHost({ hosts }: Answer): boolean {
    return hosts.length === 0 || hosts.some((host) => this.#hosts.some((name) => matches(host, name)));
  }

  /** Answers for a rule, the strongest first: the one that names it most exactly, for this host, this STIG, the last. */
  find(rule: Rule, stig: ChecklistStig): Answer[] {
    const found = new Map<Answer, Named>();
    const take = (answer: Answer, at: number, rank: number) => {
      if (answer.stigs.length > 0 && !isOfStig(answer, stig)) return;
      const known = found.get(answer);
      if (known === undefined || known.rank < rank) found.set(answer, { answer, at, rank });
    };
    const keys = keysOf(rule);
    for (const [key, rank] of keys) for (const { answer, at } of this.#exact.get(key) ?? []) take(answer, at, rank);
    for (const { answer, at, pattern } of this.#patterns) {
      if (keys.some(([key]) => matches(pattern, key))) take(answer, at, RANK.pattern);
    }
    const sorted = [...found.values()].sort(
      (a, b) =>
        b.rank - a.rank ||
        Number(b.answer.hosts.length > 0) - Number(a.answer.hosts.length > 0) ||
        Number(b.answer.stigs.length > 0) - Number(a.answer.stigs.length > 0) ||
        b.at - a.at,
    );
    for (const { answer } of sorted) this.#used.add(answer);
    return sorted.map(({ answer }) => answer);
  }

  /** Answers for this host that were for no rule asked for. */
  unused(): Answer[] {
    return this.answers.filter((answer) => this.isForHost(answer) && !this.#used.has(answer));
  }
}

/** What a rule may be named by, in lower case. */
function keysOf(rule: Rule): [key: string, rank: number][] {
  const keys = new Map<string, number>();
  const add = (id: string | null, rank: number) => {
    const key = id?.trim().toLowerCase() ?? '';
    if (key !== '' && !keys.has(key)) keys.set(key, rank);
  };
  add(rule.vulnId, RANK.id);
  add(rule.stigId, RANK.id);
  for (const id of rule.ruleId === null
    ? []
    : [rule.ruleId, rule.ruleId.replace(/_rule$/, ''), stableRuleId(rule.ruleId)])
    add(id, RANK.id);
  for (const id of rule.legacyIds) add(id, RANK.legacy);
  add(rule.groupTitle, RANK.srg);
  for (const cci of rule.ccis) add(cci, RANK.cci);
  return [...keys];
}

function isOfStig(answer: Answer, { benchmark }: ChecklistStig): boolean {
  const names = [benchmark.id, benchmark.title].filter((name) => name !== null).map((name) => name.toLowerCase());
  return answer.stigs.some((pattern) => names.some((name) => matches(pattern.toLowerCase(), name)));
}

function hostNames(asset: Asset): string[] {
  const names = [asset.hostName, asset.fqdn, ...(asset.ipAddress ?? '').split(/[,;\s]+/)];
  return [...new Set(names.map((name) => (name ?? '').trim().toLowerCase()).filter((name) => name !== ''))];
}
