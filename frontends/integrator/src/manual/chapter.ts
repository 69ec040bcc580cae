/** A part of a chapter, with an address of its own. */
export interface Part {
  /** What stands behind # in its address. */
  id: string;
  title: string;
  paragraphs: readonly string[];
  /** What is done one after the other. */
  steps?: readonly string[];
  /** Where that is done. */
  links?: readonly { label: string; to: string }[];
}

/** A page of the manual: plain text, so that what is read is also what is searched. */
export interface Chapter {
  slug: string;
  title: string;
  /** What one knows after reading it. */
  summary: string;
  parts: readonly Part[];
}

export const MANUAL_ADDRESS = '/manual';

/** Where a chapter, or a part of it, is read. */
export function chapterAddress(slug: string, part?: string): string {
  return `${MANUAL_ADDRESS}/${slug}${part === undefined ? '' : `#${part}`}`;
}
