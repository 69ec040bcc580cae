import type { KeptLink } from './verify-chain.ts';

/** A line of an exported chain: the link with its record, as JSON. */
export function toLine(link: KeptLink): string {
  return `${JSON.stringify(link)}\n`;
}

/** The link of a line. */
export function readLine(line: string): KeptLink {
  const { record, ...link } = JSON.parse(line) as KeptLink;
  return { ...link, record: record && { ...record, at: new Date(record.at) } };
}
