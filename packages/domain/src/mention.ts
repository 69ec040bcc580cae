/** Somebody in a text for colleagues, by id: names change. */
const MENTION = /@\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/g;

/** How a person is written in a text. */
export function mentionOf(personId: string): string {
  return `@[${personId}]`;
}

/** Who is mentioned in a text, each once. */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(MENTION)].map(([, id]) => id as string))];
}

/** A text with something else for each mention in it. */
export function replaceMentions(text: string, by: (personId: string) => string): string {
  return text.replace(MENTION, (_, id: string) => by(id));
}
