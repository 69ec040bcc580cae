import { randomUUIDv7 } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseReviewReasons, type ReviewReason } from '@portal/domain';
import type { ClientBase } from 'pg';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { Refused } from './refused.ts';

/** Where the reasons that reviewers may give stand in a folder: no portfolio has such an address. */
export const REASONS = 'review/reasons';

const KIND = 'REVIEW_REASONS';
const NOBODY = '00000000-0000-0000-0000-000000000000';

const reasonsFile = z.strictObject({
  reasons: z.array(
    z.strictObject({
      code: z.string(),
      label: z.string(),
      environments: z.array(z.enum(['HOMOLOGATION', 'PRODUCTION'])),
    }),
  ),
});

interface InUse {
  id: string;
  number: number;
  body: { reasons: ReviewReason[] };
}

/** Writes the reasons that are in use to their file. */
export async function exportReasons(credentials: ClientBase, folder: string): Promise<void> {
  const { body } = await inUse(credentials);
  const file = fileIn(folder);
  await mkdir(dirname(file), { recursive: true });
  const reasons = body.reasons.map(({ code, label, environments }) => ({ code, label, environments }));
  await writeFile(file, stringify({ reasons }, { lineWidth: 120 }));
}

/** What the file of a folder says; undefined where there is none: the reasons stay as they are. */
export async function readReasons(folder: string): Promise<ReviewReason[] | undefined> {
  const text = await readFile(fileIn(folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const refused = (why: string) => new Refused(`${REASONS}.yaml: ${why}`);
  let written: unknown;
  try {
    written = parse(text);
  } catch (error) {
    throw refused(`not YAML: ${(error as Error).message.split('\n')[0]}`);
  }
  const file = reasonsFile.safeParse(written);
  if (!file.success) {
    throw refused(
      file.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; '),
    );
  }
  const read = parseReviewReasons(file.data.reasons);
  if (!read.ok) throw refused(read.message);
  return read.value;
}

/** Publishes them where they differ from what is in use, in the transaction that is open. */
export async function publishReasons(credentials: ClientBase, reasons: ReviewReason[]): Promise<boolean> {
  await credentials.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`content ${KIND}`]);
  const { id, number, body } = await inUse(credentials);
  if (isDeepStrictEqual(body, { reasons })) return false;
  await credentials.query('update content_item set version = version + 1 where id = $1', [id]);
  await credentials.query(
    `insert into content_edition (item_id, number, body, at, by_id, by_name)
     values ($1, $2, $3, now(), $4, 'pnpm catalogue import')`,
    [id, number + 1, JSON.stringify({ reasons }), NOBODY],
  );
  await credentials.query(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail)
     values ($1, now(), null, 'importReviewReasons', 'CONTENT', $2, '', $3)`,
    [randomUUIDv7(), id, JSON.stringify({ number: number + 1 })],
  );
  return true;
}

async function inUse(credentials: ClientBase): Promise<InUse> {
  const { rows } = await credentials.query<InUse>(
    `select item_id as id, number, body from content_edition
     where item_id in (select id from content_item where kind = $1) order by number desc limit 1`,
    [KIND],
  );
  const [newest] = rows;
  if (!newest) throw new Refused('The database has no reasons yet: start the portal, which migrates it');
  return newest;
}

function fileIn(folder: string): string {
  return join(folder, `${REASONS}.yaml`);
}
