import { LIMITS } from './limits.ts';
import { type Branded, invalid, type Parsed, valid } from './parsed.ts';
import { withoutInvisible } from './text.ts';

/** An e-mail address of at most 254 characters, its domain in lower case. */
export type Email = Branded<'Email'>;

const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u;

/** Reads an address that mail can be sent to; quoted local parts and bare hosts are not taken. */
export function parseEmail(text: string): Parsed<Email> {
  const address = withoutInvisible(text).normalize('NFC').trim();
  if (address === '') return invalid('Informe o e-mail.');
  if (address.length > LIMITS.email.max) return invalid(`O e-mail tem no máximo ${LIMITS.email.max} caracteres.`);
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const labels = address.slice(at + 1).split('.');
  const wellFormed =
    at > 0 &&
    local.length <= 64 &&
    LOCAL.test(local) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label));
  if (!wellFormed || /^\d+$/.test(labels.at(-1) ?? '')) {
    return invalid('E-mail inválido. Use o formato nome@exemplo.com.br.');
  }
  return valid(`${local}@${labels.join('.').toLowerCase()}` as Email);
}
