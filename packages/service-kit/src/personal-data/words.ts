import { foldText } from '@portal/domain';

/** What an e-mail is found by: the whole of it, what stands before and after the @, and each of its words. */
export function wordsOf(email: string): string[] {
  const whole = foldText(email);
  const [local = '', domain = ''] = whole.split('@');
  return [...new Set([whole, local, domain, `@${domain}`, ...whole.split(/[^\p{L}\p{N}]+/u)])].filter(
    (word) => word.length > 1,
  );
}
