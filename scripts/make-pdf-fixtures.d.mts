/** A PDF of a text laid out in columns, its pages parted by form feeds. */
export function makePdf(text: string, options?: { encrypt?: boolean }): Buffer;

/** A PDF of pages with a drawing and no text. */
export function makePicturePdf(): Buffer;

/** Every PDF among the fixtures: its path from the project's root, and its bytes. */
export function makePdfFixtures(): Map<string, Buffer>;
