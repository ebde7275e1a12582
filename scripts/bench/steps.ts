/**
 * One part of a run, warm, in a process of its own: `node steps.mjs STEP FILES MS`, where FILES is the JSON of the paths that
 * inputs.mjs gives. Passes go on for so many milliseconds; the first are to warm up. Prints what a pass costs in processor milliseconds and how many bytes it takes. Bundled by steps.mjs.
 */
import { readFileSync } from 'node:fs';
import { diff } from '../../src/diff/index.js';
import { wordDiff } from '../../src/diff/word-diff.js';
import { readCkl } from '../../src/formats/ckl/read.js';
import type { ReadContext } from '../../src/formats/format.js';
import { writeJson } from '../../src/formats/json/write.js';
import { readXccdf } from '../../src/formats/xccdf/read.js';
import { expandInputs } from '../../src/io/inputs.js';
import { DEFAULT_LIMITS } from '../../src/io/limits.js';
import { Source } from '../../src/io/source.js';
import { walkXml } from '../../src/io/xml.js';
import type { WalkXml } from '../../src/io/xml-walk.js';
import type { Benchmark } from '../../src/model/benchmark.js';
import { writeDocument } from '../../src/write.js';

interface Files {
  large: string;
  newer: string;
  ckl: string;
  library: string;
}

/** A step ready to be done again and again, and the bytes that one pass takes. */
interface Ready {
  pass(): unknown;
  bytes: number;
}

const report = () => {};
const context = (walk: WalkXml = walkXml): ReadContext => ({ report, limits: DEFAULT_LIMITS, walkXml: walk });
const sourceOf = (path: string) => new Source(path, readFileSync(path));
const benchmarkOf = (path: string) => readXccdf(sourceOf(path), context())[0]!;

/** What the engine tells a reader of a file, to be told again without the engine. */
type Told = { event: 'open' | 'take' | 'leave'; element: never; path: never };

/** Notes what the engine tells while a reader reads. */
function noting(told: Told[]): WalkXml {
  return (source, visitor, limits) =>
    walkXml(
      source,
      {
        open(element, path) {
          told.push({ event: 'open', element: element as never, path: [...path] as never });
          return visitor.open(element, path);
        },
        take(element, path) {
          told.push({ event: 'take', element: element as never, path: [...path] as never });
          visitor.take?.(element, path);
        },
        leave(element, path) {
          told.push({ event: 'leave', element: element as never, path: [...path] as never });
          visitor.leave?.(element, path);
        },
      },
      limits,
    );
}

/** Tells a reader what was noted. */
function telling(told: readonly Told[]): WalkXml {
  return (_, visitor) => {
    for (const { event, element, path } of told) visitor[event]?.(element, path);
  };
}

const STEPS: Record<string, (files: Files) => Ready | Promise<Ready>> = {
  parse({ large }) {
    const { bytes } = sourceOf(large);
    const reader = {
      open: (element: { name: string }) => (/^(?:Benchmark|Group)$/.test(element.name) ? 'enter' : 'take'),
    };
    return { pass: () => walkXml(new Source(large, bytes), reader as never, DEFAULT_LIMITS), bytes: bytes.length };
  },
  model({ large }) {
    const source = sourceOf(large);
    const told: Told[] = [];
    readXccdf(source, context(noting(told)));
    return { pass: () => readXccdf(source, context(telling(told))), bytes: source.bytes.length };
  },
  json({ large }) {
    const benchmark = benchmarkOf(large);
    return { pass: () => writeJson(benchmark, {}, { report }), bytes: JSON.stringify(benchmark).length };
  },
  compare({ large, newer }) {
    const [before, after] = [benchmarkOf(large), benchmarkOf(newer)];
    return { pass: () => diff(before, after), bytes: textsOf(before).join('').length + textsOf(after).join('').length };
  },
  words({ large }) {
    const pairs = pairsOf(textsOf(benchmarkOf(large)), 1000);
    return {
      pass: () => pairs.map(([before, after]) => wordDiff(before, after)),
      bytes: pairs.flat().join('').length,
    };
  },
  async zip({ library }) {
    const unzip = async () => {
      let bytes = 0;
      for await (const input of expandInputs([library], { report, limits: DEFAULT_LIMITS })) {
        bytes += (await input.load()).bytes.length;
      }
      return bytes;
    };
    return { pass: unzip, bytes: await unzip() };
  },
  ckl({ ckl }) {
    const source = sourceOf(ckl);
    const [checklist] = readCkl(source, context());
    return { pass: () => writeDocument(checklist!, 'ckl'), bytes: source.bytes.length };
  },
  parquet({ ckl }) {
    const source = sourceOf(ckl);
    const [checklist] = readCkl(source, context());
    return { pass: () => writeDocument(checklist!, 'parquet'), bytes: source.bytes.length };
  },
};

function textsOf({ rules }: Benchmark): string[] {
  return rules.flatMap(({ discussion, check, fix }) => [discussion ?? '', check?.text ?? '', fix?.text ?? '']);
}

/** Texts, each beside itself with every twentieth word another one. */
function pairsOf(texts: readonly string[], count: number): [string, string][] {
  return Array.from({ length: count }, (_, i) => {
    const text = texts[i % texts.length]!;
    let word = 0;
    return [text, text.replace(/\w+/g, (w) => (++word % 20 === i % 20 ? `${w}s` : w))];
  });
}

const [name = '', files = '', enough = ''] = process.argv.slice(2);
const { pass, bytes } = await STEPS[name]!(JSON.parse(files));
const WARM_UP = 2;
const passes: number[] = [];
for (let n = 0, sum = 0; n < WARM_UP + 3 || sum < Number(enough); n++) {
  const start = process.cpuUsage();
  await pass();
  const { user, system } = process.cpuUsage(start);
  const ms = (user + system) / 1000;
  if (n >= WARM_UP) passes.push(ms);
  sum += ms;
}
passes.sort((a, b) => a - b);
process.stdout.write(JSON.stringify({ ms: passes[passes.length >> 1], bytes }));
