import { invalid, LIMITS, type Parsed, valid } from '@portal/domain';
import { isPublicAddress } from './public-address.ts';

// Names that by their own rules never lead to the public internet.
const LOCAL_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)\.?$/;

/** Reads a webhook's address: https, on the public internet; with `allowPrivate` also http, and anywhere. */
export function parseWebhookUrl(text: string, allowPrivate: boolean): Parsed<string> {
  const typed = text.trim();
  if (typed.length > LIMITS.webhookUrl.max) {
    return invalid(`O endereço pode ter no máximo ${LIMITS.webhookUrl.max.toLocaleString('pt-BR')} caracteres.`);
  }
  const url = URL.parse(typed);
  if (!url || !(url.protocol === 'https:' || (allowPrivate && url.protocol === 'http:'))) {
    return invalid('Informe um endereço que comece com https://.');
  }
  if (url.username || url.password) return invalid('O endereço não pode ter usuário nem senha.');
  if (url.hash) return invalid('O endereço não pode ter um fragmento (#).');
  if (!allowPrivate && !mayBePublic(url.hostname)) return invalid('Informe um endereço público da internet.');
  return url.href.length > LIMITS.webhookUrl.max ? invalid('O endereço é longo demais.') : valid(url.href);
}

/** A name is looked up at each delivery; here only what can never be public is refused. */
function mayBePublic(hostname: string): boolean {
  if (hostname.startsWith('[')) return isPublicAddress(hostname.slice(1, -1));
  if (/^[\d.]+$/.test(hostname)) return isPublicAddress(hostname);
  return hostname.includes('.') && !LOCAL_NAME.test(hostname);
}
