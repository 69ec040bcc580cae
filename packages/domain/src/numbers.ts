import { MOST_COUNTED } from './limits.ts';

/** `1234` as `1.234`. */
export function formatNumber(value: number): string {
  return value.toLocaleString('pt-BR');
}

const HOURS = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 });

/** Hours as `12,5 h`; a dash where there are none. */
export function formatHours(hours: number | null): string {
  return hours === null ? '–' : `${HOURS.format(hours)} h`;
}

/** How many entries a list has, from its `totalCount`: `37`, or `mais de 1.000`. */
export function formatTotal(totalCount: number): string {
  return totalCount > MOST_COUNTED ? `mais de ${formatNumber(MOST_COUNTED)}` : formatNumber(totalCount);
}

const MEBIBYTE = 1_048_576;

/** A size in MB, rounded up to a tenth, so that one byte over a limit never reads as the limit. */
export function formatMegabytes(bytes: number): string {
  return `${formatNumber(Math.ceil((bytes / MEBIBYTE) * 10) / 10)} MB`;
}

/** A file's size as people read it: `532 bytes`, `14 kB`, `1,5 MB`. */
export function formatFileSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < MEBIBYTE) return `${formatNumber(Math.ceil(bytes / 1024))} kB`;
  return formatMegabytes(bytes);
}
