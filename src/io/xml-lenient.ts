import { walkXml as strict } from './xml.js';
import type { WalkXml } from './xml-walk.js';

/** The tolerant engine. */
export const walkXml: WalkXml = (source, visitor, limits) => strict(source, visitor, limits);
