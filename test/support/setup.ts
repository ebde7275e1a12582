import fc from 'fast-check';

/** Properties are tried on the same values in every run; STIGKIT_SEED=NUMBER tries others. */
fc.configureGlobal({ seed: Number(process.env.STIGKIT_SEED ?? 20_261_122) });
