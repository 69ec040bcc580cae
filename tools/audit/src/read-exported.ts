import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type KeptLink, readLine } from '@portal/audit-chain';

const PAGE = 5_000;

/** The links of a file that was exported, in its order. */
export async function* readExported(path: string): AsyncGenerator<KeptLink[]> {
  let page: KeptLink[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    page.push(readLine(line));
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  yield page;
}
