/** Three invented hosts and what was answered for them; `scripts/make-checklists.mjs` makes examples/hosts/ of it. */

/** @typedef {{ rule: string, status: string, details?: string, comments?: string, severity?: string, justification?: string }} Answer */

/** @type {(rules: number[], status: string, comments?: string) => Answer[]} */
const all = (rules, status, comments) =>
  rules.map((n) => ({
    rule: `V-9900${String(n).padStart(2, '0')}`,
    status,
    ...(comments === undefined ? {} : { comments }),
  }));

export const checklists = [
  {
    file: 'gw01.ckl',
    release: 'V1R2',
    asset: ['--host-name', 'gw01', '--ip', '192.0.2.11', '--fqdn', 'gw01.example.test', '--marking', 'CUI'],
    answers: [
      ...all([1, 2, 4, 5, 6, 7, 8, 9], 'not_a_finding'),
      ...all([18, 19], 'not_applicable', 'The gateway has no console port.'),
      { rule: 'V-990003', status: 'open', details: 'Local accounts: admin, backup.\nOwner: <network team>' },
      { rule: 'V-990010', status: 'open', details: '=SUM of rules is 12; expected 9.' },
      {
        rule: 'V-990013',
        status: 'open',
        details: 'Version 4.1 is installed.',
        severity: 'low',
        justification: 'The gateway stands behind a guard; see risk decision 7.',
      },
      { rule: 'V-990020', status: 'open' },
    ],
  },
  {
    file: 'gw02.ckl',
    release: 'V1R1',
    asset: ['--host-name', 'gw02', '--ip', '192.0.2.12', '--fqdn', 'gw02.example.test'],
    answers: [
      ...all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 'not_a_finding'),
      { rule: 'V-990013', status: 'open', details: 'Version 4.0 is installed.' },
      { rule: 'V-990017', status: 'not_applicable', comments: 'No such module.' },
    ],
  },
  {
    file: 'gw03.cklb',
    release: 'V1R2',
    asset: ['--host-name', 'gw03', '--ip', '192.0.2.13', '--fqdn', 'gw03.example.test', '--title', 'gw03'],
    answers: [
      ...all([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 19], 'not_a_finding'),
      ...all([20, 21, 22, 23, 24, 25], 'not_applicable', 'Ruled out by design.'),
      { rule: 'V-990026', status: 'open', details: 'Log is kept for 30 days.', comments: 'Asked the owner.' },
    ],
  },
];
