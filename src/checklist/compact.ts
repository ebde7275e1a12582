import { sha256 } from '../io/hash.js';
import type { Rule } from '../model/benchmark.js';
import type { Checklist, Native, Review } from '../model/checklist.js';
import { cutLoose } from '../model/cut-loose.js';

/**
 * Makes checklists of many hosts small enough to be held together: rules that are alike are one, texts are cut loose from
 * the file they were read out of, and of what only a file's own format reads its description alone is left. What was
 * answered is kept as it stands. A class because it remembers the rules.
 */
export class RulePool {
  readonly #rules = new Map<string, Rule>();

  /** The same checklist, small. For filling others, not for being written. */
  compact(checklist: Checklist): Checklist {
    const { native: _, ...bare } = checklist;
    return {
      ...cutLoose({ ...bare, stigs: [], asset: withoutNative(checklist.asset) }),
      ...described(checklist.native, checklist.asset.native),
      stigs: checklist.stigs.map((stig) => ({
        ...cutLoose({ ...withoutNative(stig), reviews: [] }),
        ...described(stig.native),
        reviews: stig.reviews.map((review) => this.#review(review)),
      })),
    };
  }

  #review(review: Review): Review {
    return {
      ...cutLoose({ ...withoutNative(review), rule: null }),
      ...described(review.native),
      rule: this.#rule(review.rule),
    };
  }

  #rule(rule: Rule): Rule {
    const text = JSON.stringify(rule);
    const key = sha256(new TextEncoder().encode(text));
    const known = this.#rules.get(key);
    if (known !== undefined) return known;
    const fresh = JSON.parse(text) as Rule;
    this.#rules.set(key, fresh);
    return fresh;
  }
}

function withoutNative<T extends { native?: Native }>({ native: _, ...rest }: T): Omit<T, 'native'> {
  return rest;
}

function described(...natives: (Native | undefined)[]): { native?: Native } {
  const beyond = natives.flatMap((native) => native?.beyond ?? []);
  return beyond.length === 0 ? {} : { native: { format: natives.find((native) => native)!.format, beyond } };
}
