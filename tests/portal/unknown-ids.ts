/** Ids that are nobody's: unknown, malformed, hostile. */
export const UNKNOWN_IDS = [
  '01920000-0000-7000-8000-000000000000',
  'nada',
  '',
  '0',
  '\0',
  '🙂',
  "' or 1=1 --",
  'x'.repeat(10_000),
];
