import { invalid, type Parsed, valid } from './parsed.ts';

/** What every personal access token begins with, so that people and scanners of leaked secrets recognise it. */
export const ACCESS_TOKEN_PREFIX = 'pds_';

/** What every token of a team begins with. */
export const TEAM_TOKEN_PREFIX = 'pdt_';

/** The digits of base 62, in the order of their values. */
export const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** How many random characters a token has: 178 bits. */
export const ACCESS_TOKEN_RANDOM = 30;

const CHECKSUM_LENGTH = 6;
const SHAPE = /^pd[st]_([0-9A-Za-z]{30})([0-9A-Za-z]{6})$/;

/** Makes the text of a token from its random characters: prefix, characters, and a checksum that tells typing errors. */
export function formatAccessToken(random: string, prefix: string = ACCESS_TOKEN_PREFIX): string {
  return `${prefix}${random}${checksumOf(random)}`;
}

/** Reads a token, of a person or of a team, without asking anybody whether it was issued: prefix, length and checksum. */
export function parseAccessToken(text: string): Parsed<string> {
  const [token, random, checksum] = SHAPE.exec(text) ?? [];
  if (token === undefined || random === undefined || checksumOf(random) !== checksum) {
    return invalid('Este não é um token do Portal de Serviços. Confira se ele foi copiado por inteiro.');
  }
  return valid(token);
}

/** CRC-32 of the characters, in base 62: the way of GitHub's tokens, which scanners of secrets know. */
function checksumOf(random: string): string {
  let rest = crc32(random);
  let digits = '';
  for (let place = 0; place < CHECKSUM_LENGTH; place++) {
    digits = `${BASE_62[rest % 62]}${digits}`;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** CRC-32 (IEEE 802.3) of ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
