export * from '../shared/markdown-escape.js';
