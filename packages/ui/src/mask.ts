/**
 * A mask is a list of patterns, shortest first: `0` is a digit, `A` a letter or digit (put in capitals), anything else
 * stands as it is. The first pattern that holds the whole text is used.
 */
export type Mask = readonly string[];

/** The masks of Brazilian identifiers. */
export const masks = {
  cpf: ['000.000.000-00'],
  cnpj: ['AA.AAA.AAA/AAAA-00'],
  cnes: ['0000000'],
  cns: ['000 0000 0000 0000'],
  phone: ['(00) 0000-0000', '(00) 00000-0000', '+00 (00) 0000-0000', '+00 (00) 00000-0000'],
  protocol: ['0000-0000000-0'],
} as const satisfies Record<string, Mask>;

const isSlot = (character: string) => character === '0' || character === 'A';
const isAlphanumeric = (character: string) => /[0-9a-z]/i.test(character);

/** What a person typed or pasted, without punctuation, in capitals. */
export function unmask(text: string): string {
  return [...text].filter(isAlphanumeric).join('').toUpperCase();
}

/** The text as the mask shows it. What does not fit the mask is left out. */
export function applyMask(text: string, mask: Mask): string {
  const bare = unmask(text);
  const slots = (pattern: string) => [...pattern].filter(isSlot).length;
  const pattern = mask.find((candidate) => slots(candidate) >= bare.length) ?? mask.at(-1) ?? '';
  let shown = '';
  let pending = '';
  const rest = [...bare];
  for (const place of pattern) {
    if (!isSlot(place)) {
      pending += place;
      continue;
    }
    const fits = place === '0' ? /\d/ : /[0-9A-Z]/;
    while (rest[0] !== undefined && !fits.test(rest[0])) rest.shift();
    const character = rest.shift();
    if (character === undefined) break;
    shown += pending + character;
    pending = '';
  }
  return shown;
}

/** Where the caret stands after masking, so that as many typed characters stand before it as did. */
export function caretAfterMask(shown: string, typedBefore: number): number {
  let seen = 0;
  for (let index = 0; index < shown.length; index++) {
    if (seen === typedBefore) return index;
    if (isAlphanumeric(shown[index] ?? '')) seen++;
  }
  return shown.length;
}
