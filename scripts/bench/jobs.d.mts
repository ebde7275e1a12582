export const JOBS: readonly { name: string; what: string; needs?: string }[];
export const GOALS: readonly { name: string; must: number; stretch: number; peer: string }[];
