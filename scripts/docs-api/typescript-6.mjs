// @ts-check
/**
 * A hook of Node's loader: who imports `typescript` gets TypeScript 6. The compiler of this project is TypeScript 7, which
 * has no programming interface; typedoc is made of the one that TypeScript had up to 6.
 *
 * @type {import('node:module').ResolveHook}
 */
export const resolve = (specifier, context, next) =>
  next(specifier === 'typescript' ? 'typescript-6' : specifier, context);
