import type Handlebars from 'handlebars';
import runtime from 'handlebars/runtime.js';
import { STYLES, TEMPLATES } from '../generated/templates.js';

// The types of handlebars/runtime.js export nothing.
const engine = (runtime as unknown as typeof Handlebars).create();
const compiled = new Map<string, Handlebars.TemplateDelegate>();

/**
 * Fills a template of templates/, by its path without ending (`html/benchmark`). The view must hold every field that the
 * template names. Text is escaped for HTML but in `*.md` and `*.txt` templates. Every template can be used as a partial.
 */
export function render(name: string, view: object): string {
  return templateNamed(name)(view);
}

/** A stylesheet of templates/, by its path, with the hash that a Content-Security-Policy names it by. */
export function stylesheet(path: string): { text: string; hash: string } {
  const style = STYLES[path];
  if (style === undefined) throw new Error(`there is no stylesheet ${path}`);
  return style;
}

function templateNamed(name: string): Handlebars.TemplateDelegate {
  if (compiled.size === 0) {
    for (const [path, specification] of Object.entries(TEMPLATES)) {
      const template = engine.template(specification as TemplateSpecification);
      compiled.set(path, template);
      engine.registerPartial(path, template);
    }
  }
  const template = compiled.get(name);
  if (template === undefined) throw new Error(`there is no template ${name}`);
  return template;
}
