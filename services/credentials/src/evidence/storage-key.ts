/** What names a piece of content: an id of evidence, or of what has none yet. It leads out of no folder. */
export const KEY = /^[0-9a-f-]{36}$/;
