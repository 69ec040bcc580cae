import { createHash, randomBytes } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { SHEET_CODE_BYTES, type SheetCode, sheetCodeOf } from '@portal/domain';
import { Credential } from '../credentials/credential.ts';

/** A sheet that was printed, as its code finds it. */
export interface PrintedSheet {
  credential: Credential;
  printedAt: Date;
  /** Whether the credential still is what the sheet says of it. Its state is no part of that: the page tells it as it is now. */
  current: boolean;
}

/** The code of a credential's sheet: the same as long as what it says is. */
export async function codeOfSheet(em: EntityManager, credential: Credential, now: Date): Promise<SheetCode> {
  const facts = factsHash(credential);
  await em.execute(
    `insert into credential_sheet (code, credential_id, facts_sha256, printed_at) values (?, ?, ?, ?)
     on conflict (credential_id, facts_sha256) do nothing`,
    [sheetCodeOf(randomBytes(SHEET_CODE_BYTES)), credential.id, facts, now],
  );
  const [row] = await em.execute<{ code: SheetCode }[]>(
    'select code from credential_sheet where credential_id = ? and facts_sha256 = ?',
    [credential.id, facts],
  );
  if (!row) throw new Error('a sheet that was just kept is not there');
  return row.code;
}

/** What a code leads to; null where no sheet bears it. */
export async function findSheet(em: EntityManager, code: SheetCode): Promise<PrintedSheet | null> {
  const [row] = await em.execute<{ credential_id: string; facts_sha256: string; printed_at: Date }[]>(
    'select credential_id, facts_sha256, printed_at from credential_sheet where code = ?',
    [code],
  );
  if (!row) return null;
  const credential = await em.findOneOrFail(Credential, { id: row.credential_id });
  return {
    credential,
    printedAt: new Date(row.printed_at),
    current: factsHash(credential) === row.facts_sha256,
  };
}

/** What stands on a sheet and may change. */
function factsHash(credential: Credential): string {
  const { environment, portfolio, services, requesterIdentifier, system, certificate, expiresAt } = credential;
  const { cnes, cnpj, name, municipality, uf } = credential.establishment;
  const facts = [
    environment,
    portfolio,
    services.toSorted(),
    requesterIdentifier,
    system.name,
    [cnes, cnpj, name, municipality, uf],
    certificate?.sha256 ?? null,
    expiresAt.toISOString(),
  ];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}
