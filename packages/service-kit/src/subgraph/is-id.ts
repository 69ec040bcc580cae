const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** Whether a text can be the id of a row: what cannot is answered as unknown, without asking the database. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
