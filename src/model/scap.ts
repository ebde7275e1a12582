import type { Benchmark } from './benchmark.js';

/** Whether a benchmark's id is one of XCCDF 1.2, as SCAP data streams have them and DISA's manual files do not. */
export function hasScapId({ sourceId }: Pick<Benchmark, 'sourceId'>): boolean {
  return sourceId?.startsWith('xccdf_') ?? false;
}

/**
 * Whether a benchmark is SCAP content: for a scanner, not for people. Either its id is one of XCCDF 1.2, or it has checks
 * and each is one of a checking system (OVAL, OCIL), as in SCAP 1.1 (`U_RedHat_6_V1R12_STIG_SCAP_1-1_Benchmark`).
 */
export function isScap(benchmark: Pick<Benchmark, 'sourceId' | 'rules'>): boolean {
  const checks = benchmark.rules.flatMap((rule) => rule.checks);
  return hasScapId(benchmark) || (checks.length > 0 && checks.every((check) => check.system !== null));
}
