export function withRecord(document: string, version: string, body: string): string;
export function lastRecord(document: string): { version: string; overNode: Map<string, number> } | null;
export function withTable(document: string, column: string, table: string): string;
