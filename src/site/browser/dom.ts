/** The element that a selector finds; `null` where there is none. */
export function find<T extends HTMLElement>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

/** An element with attributes and children; text children are text, whatever they hold. */
export function element(
  name: string,
  attributes: Record<string, string | boolean> = {},
  ...children: (Node | string | null)[]
): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  for (const child of children) if (child !== null && child !== '') made.append(child);
  return made;
}

/** Waits until typing rests. */
export function resting(work: () => void, milliseconds = 120): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, milliseconds);
  };
}

/** Fields as the part of an address behind `#`; empty ones are left out. */
export function hashOf(fields: Record<string, string>): string {
  const set = Object.entries(fields).filter(([, value]) => value !== '');
  return new URLSearchParams(set).toString();
}
