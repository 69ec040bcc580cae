import { z } from 'zod';

/** Ten times what a key answers. */
const LONGEST = 20_000;

const answered = z.looseObject({
  id: z.string(),
  rawId: z.string(),
  type: z.literal('public-key'),
  response: z.looseObject({ clientDataJSON: z.string() }),
});

/** What a browser answered for a key, as JSON; undefined where it has not the form of that. */
export function readResponse(text: string): z.output<typeof answered> | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    return answered.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
