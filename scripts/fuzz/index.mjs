// @ts-check
export { check } from './check.mjs';
export { inputAt, seedsIn } from './inputs.mjs';
