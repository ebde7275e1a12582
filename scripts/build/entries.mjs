// @ts-check

/** What `package.json` exports, by the name of the file in dist/: the library and its parts. */
export const LIBRARY = {
  index: 'src/index.ts',
  xccdf: 'src/exports/xccdf.ts',
  ckl: 'src/exports/ckl.ts',
  cklb: 'src/exports/cklb.ts',
  diff: 'src/exports/diff.ts',
  checklist: 'src/exports/checklist.ts',
};
