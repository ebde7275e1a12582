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

/** How the command and the library are bundled for Node. */
export const FOR_NODE = {
  platform: /** @type {const} */ ('node'),
  logLevel: /** @type {const} */ ('warn'),
  // Which code is a chunk of its own is said by whoever bundles.
  checks: { ineffectiveDynamicImport: false },
  // Its other entry loads modules of Node's for what is not used here: configuration files.
  resolve: { alias: { 'yargs-parser': 'yargs-parser/browser' } },
};
