/** The compressor in JavaScript: the same bytes on every machine, and at home in browsers. */
export { Inflate, inflateSync, strToU8, zipSync } from 'fflate';
