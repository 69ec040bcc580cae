import { ContentDisposition } from '@remix-run/headers';
import libmime from 'libmime';

/** What a part of a form says of itself: RFC 7578, and what is written in its place. */
export interface PartNames {
  name: string | undefined;
  /** Undefined where the part is a field. */
  fileName: string | undefined;
}

const ENCODED_WORD = /=\?[^?\s]+\?[bq]\?[^?]*\?=/i;

/** RFC 8187 has UTF-8 alone; old programs write the other. */
const KNOWN_CHARSET = /^"?(utf-8|iso-8859-1)'/i;

/**
 * Reads a part's Content-Disposition, its bytes as latin1. `filename*` (RFC 8187, in quotes as well) goes before
 * `filename`; in that, browsers write quotes and line breaks as %22, %0D and %0A, and mailers' libraries encoded words.
 */
export function partNames(header: string): PartNames | undefined {
  const text = decoded(header);
  if (!/^\s*form-data\b/i.test(text)) return undefined;
  const names = ContentDisposition.from(keepingBackslashes(text));
  const { name, filename, filenameSplat, preferredFilename } = names;
  if (filenameSplat && KNOWN_CHARSET.test(filenameSplat)) return { name, fileName: preferredFilename };
  if (filename === undefined) return { name, fileName: undefined };
  const words = ENCODED_WORD.test(filename) ? libmime.decodeWords(filename) : filename;
  return { name, fileName: words.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n') };
}

/** Forms are UTF-8; what is not is taken for what old programs write. */
function decoded(header: string): string {
  const bytes = Buffer.from(header, 'latin1');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** Browsers write a backslash as it is: it escapes a quote or another one, and stands for itself before all else. */
function keepingBackslashes(text: string): string {
  return text.replace(/\\(?!["\\])/g, '\\\\');
}
