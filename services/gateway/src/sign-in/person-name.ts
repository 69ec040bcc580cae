import { withoutInvisible } from '@portal/domain';

/** Histories keep the name of who acted in so many characters. */
const LONGEST_NAME = 200;

/** A person's name as the portal keeps it, whatever the issuer says: without control characters and what nobody sees, and cut off where it is too long. */
export function personName(claim: unknown): string {
  const text =
    typeof claim === 'string'
      ? withoutInvisible(claim.toWellFormed())
          .normalize('NFC')
          .replace(/[\p{Cc}\s]+/gu, ' ')
          .trim()
      : '';
  return [...text].slice(0, LONGEST_NAME).join('').trim() || 'Pessoa sem nome informado';
}
