import type { EntityManager } from '@mikro-orm/postgresql';
import { type Environment, foldText, LIMITS } from '@portal/domain';
import { badUserInput, type Connection, decodeCursor, encodeCursor, pageOf, pageSize } from '@portal/service-kit';
import { z } from 'zod';
import type { CredentialsContext } from '../context.ts';
import { Credential } from './credential.ts';

/** Which credentials; what is absent does not narrow. */
export interface CredentialFilter {
  id?: string;
  ownerId?: string;
  environment?: Environment | null;
  portfolio?: string;
  /** Words that all stand in identifier, clientId, establishment or system; accents and case ignored. */
  text?: string | null;
}

/** Where in the list. */
export interface PageInput {
  first?: number | null;
  after?: string | null;
}

const cursorKey = z.tuple([z.iso.datetime(), z.uuid()]);

/** A page of credentials, newest first: one statement, and one more when the total is asked for. */
export async function listCredentials(
  em: EntityManager,
  filter: CredentialFilter,
  { first, after }: PageInput,
): Promise<Connection<Credential>> {
  const size = pageSize(first);
  const matching = () => selectCredentials(em, filter);
  const page = matching()
    .orderBy({ issuedAt: 'desc', id: 'desc' })
    .limit(size + 1);
  if (after != null) page.andWhere('(c.issued_at, c.id) < (?::timestamptz, ?::uuid)', decodeCursor(after, cursorKey));
  return pageOf({
    rows: await page.getResultList(),
    size,
    after,
    cursorOf: ({ issuedAt, id }) => encodeCursor([issuedAt.toISOString(), id]),
    countAll: () => matching().getCount(),
  });
}

/** One's own in a portfolio, newest first; first pages of many portfolios are read together. */
export async function listOfPortfolio(
  { em, loaders }: Pick<CredentialsContext, 'em' | 'loaders'>,
  ownerId: string,
  portfolio: string,
  { first, after }: PageInput,
): Promise<Connection<Credential>> {
  if (after != null) return listCredentials(em, { ownerId, portfolio }, { first, after });
  const size = pageSize(first);
  const { rows, total } = loaders.credentialsOfPortfolio;
  const wanted = { ownerId, portfolio, limit: size + 1 };
  return pageOf({
    rows: await rows.load(wanted),
    size,
    after,
    cursorOf: ({ issuedAt, id }) => encodeCursor([issuedAt.toISOString(), id]),
    countAll: () => total.load(wanted),
  });
}

function selectCredentials(em: EntityManager, { id, ownerId, environment, portfolio, text }: CredentialFilter) {
  const query = em.createQueryBuilder(Credential, 'c');
  if (id) query.andWhere({ id });
  if (ownerId) query.andWhere({ ownerId });
  if (environment) query.andWhere({ environment });
  if (portfolio) query.andWhere({ portfolio });
  for (const word of wordsOf(text ?? '')) query.andWhere('c.search like ?', [`%${word}%`]);
  return query;
}

function wordsOf(text: string): string[] {
  if (text.length > LIMITS.searchText.max)
    throw badUserInput(`A busca pode ter no máximo ${LIMITS.searchText.max} caracteres.`);
  // No NUL reaches the database, and the two wildcards stand for themselves.
  const plain = foldText(text.replaceAll('\0', ' '));
  return plain
    .split(' ')
    .filter(Boolean)
    .map((word) => word.replace(/[\\%_]/g, '\\$&'));
}
