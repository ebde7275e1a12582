/**
 * Data by classic scripts: a page opened from disk may neither fetch nor load modules, but it may add a script whose one
 * statement hands its data to `stigkit`.
 */
const waiting = new Map<string, { resolve(data: unknown): void; promise: Promise<unknown> }>();

declare global {
  interface Window {
    stigkit(kind: string, name: string | number, data: unknown): void;
  }
}

window.stigkit = (kind, name, data) => waiting.get(`${kind} ${name}`)?.resolve(data);

/** The data that a script file hands over, loaded once. Fails where the file cannot be had. */
export function load<T>(kind: string, name: string | number, address: string): Promise<T> {
  const key = `${kind} ${name}`;
  const known = waiting.get(key);
  if (known !== undefined) return known.promise as Promise<T>;
  let resolve: (data: unknown) => void = () => {};
  const promise = new Promise<unknown>((done, fail) => {
    resolve = done;
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('error', () => {
      waiting.delete(key);
      fail(new Error(`${address} cannot be loaded`));
    });
    script.addEventListener('load', () => script.remove());
    document.head.append(script);
  });
  waiting.set(key, { resolve, promise });
  return promise as Promise<T>;
}
