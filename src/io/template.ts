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

/** Fills the template of that name. */
export type Render = (name: string, view: object) => string;

/**
 * A `render` in which some templates are another's: their source by name. They are compiled when this is called, as the
 * ones of templates/ are when this is built: strict, without helpers but Handlebars' own. Throws an Error that says
 * what is wrong and on which line.
 */
export async function renderWith(sources: ReadonlyMap<string, string>): Promise<Render> {
  if (sources.size === 0) return render;
  const { default: full } = await import('handlebars');
  const own = full.create();
  for (const [path, specification] of Object.entries(TEMPLATES)) {
    own.registerPartial(path, own.template(specification as TemplateSpecification));
  }
  for (const [name, source] of sources) {
    const options = { strict: true, noEscape: /\.(?:md|txt)$/.test(name) };
    own.precompile(source, options);
    own.registerPartial(name, own.compile(source, options));
  }
  return (name, view) => {
    const template = own.partials[name];
    if (typeof template !== 'function') throw new Error(`there is no template ${name}`);
    return template(view);
  };
}

/** The text of a template or stylesheet of templates/, by its path without `.hbs`; `undefined` where there is none. */
export async function templateSource(name: string): Promise<string | undefined> {
  const { SOURCES } = await import('../generated/template-sources.js');
  return Object.hasOwn(SOURCES, name) ? SOURCES[name] : undefined;
}

/** Names of all templates and stylesheets, as `templateSource` takes them. */
export async function templateNames(): Promise<string[]> {
  const { SOURCES } = await import('../generated/template-sources.js');
  return Object.keys(SOURCES);
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
