/** Names the kind whose example is validated. */
export const EXAMPLE_PARAMETER = 'exemplo';

/** Where the example of a kind of document, by its code, stands ready to be validated. */
export function validatorAddress(code: string): string {
  return `/validar-documento?${EXAMPLE_PARAMETER}=${encodeURIComponent(code)}`;
}
