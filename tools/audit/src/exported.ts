import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { KeptLink } from '@portal/audit-chain';

const PAGE = 5_000;

/** A line of an exported chain: the link with its record, as JSON. */
export function toLine(link: KeptLink): string {
  return `${JSON.stringify(link)}\n`;
}

/** The links of a file that was exported, in its order. */
export async function* readExported(path: string): AsyncGenerator<KeptLink[]> {
  let page: KeptLink[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    page.push(linkOf(JSON.parse(line)));
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}

function linkOf({ record, ...link }: KeptLink): KeptLink {
  return { ...link, record: record && { ...record, at: new Date(record.at) } };
}
