import type { Codec } from '../format.js';
import { writeAllParquet, writeParquet } from './write.js';

/** Rules, reviews or a report as Apache Parquet, for engines that join tables. */
export const parquet: Codec = { write: writeParquet, writeAll: writeAllParquet };
