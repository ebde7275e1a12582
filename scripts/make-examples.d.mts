/** Every generated file: its path from the project's root, with `/`, and its bytes. */
export function makeExamples(): Map<string, Buffer>;
