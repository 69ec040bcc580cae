import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit';
import { type DocumentState, newDocumentId, READABLE_AFTER_MS, type StoredDocument } from './document.ts';
import type { DocumentFacts } from './document-facts.ts';

/** Why a document is not kept, besides all that can be told before. */
export type NotKept =
  | { because: 'IDENTIFIER_USED'; id: string }
  | { because: 'CONTENT_KNOWN'; item: string; id: string }
  | { because: 'TARGET_UNKNOWN' }
  | { because: 'TARGET_REPLACED'; id: string }
  | { because: 'TARGET_OTHER_IDENTIFIER' };

/** A document to keep. */
export interface NewDocument {
  facts: DocumentFacts & { requesterIdentifier: string };
  credentialId: string;
  ownerId: string;
  content: string;
  at: Date;
}

interface Row {
  id: string;
  credential_id: string;
  owner_id: string;
  requester_identifier: string;
  identifier_system: string;
  identifier_value: string;
  kind: string;
  subject: string | null;
  state: DocumentState;
  replaces: string | null;
  created_at: Date;
  content: string;
}

/** The documents that the environment accepted. */
export class DocumentStore {
  constructor(private readonly orm: MikroORM) {}

  /** Keeps it, and what it replaces is replaced; or says why not. Of two at once with one identifier one is kept. */
  async keep(document: NewDocument): Promise<{ id: string } | NotKept> {
    const em = this.orm.em.fork();
    // Most replace nothing and are known nowhere: for those one statement is enough, and why not is asked of the others.
    const id = document.facts.replaces === undefined ? await keepNew(em, document) : undefined;
    return id === undefined ? em.transactional((inside) => keepIn(inside, document)) : { id };
  }

  async find(id: string): Promise<StoredDocument | undefined> {
    const [row] = await this.rows('id = ?', [id]);
    return row;
  }

  /** All with an identifier, the newest first: the current one and those it replaced. */
  identified(requesterIdentifier: string, value: string): Promise<StoredDocument[]> {
    return this.rows('requester_identifier = ? and identifier_value = ?', [requesterIdentifier, value]);
  }

  /** Deletes one that is CURRENT; false where it is not any more. */
  async remove(id: string): Promise<boolean> {
    const removed = await this.orm.em
      .fork()
      .execute<unknown[]>(`update document set state = 'DELETED' where id = ? and state = 'CURRENT' returning id`, [
        id,
      ]);
    return removed.length > 0;
  }

  private async rows(where: string, values: unknown[]): Promise<StoredDocument[]> {
    const rows = await this.orm.em
      .fork()
      .execute<Row[]>(`select * from document where ${where} order by created_at desc, id desc limit 100`, values);
    return rows.map(fromRow);
  }
}

/** Keeps one that replaces nothing; undefined where its identifier or something of its content is known already. */
async function keepNew(em: EntityManager, document: NewDocument): Promise<string | undefined> {
  const { requesterIdentifier, contents } = document.facts;
  const [kept] = await em.execute<{ id: string }[]>(
    `${WITH_CONTENT} ${INSERT} select ${VALUES} where not exists (select from alike where ${OF_REQUESTER})
     ${UNLESS_USED} returning id`,
    [hashesOf(contents), ...valuesOf(document, null), requesterIdentifier],
  );
  return kept?.id;
}

/**
 * The documents with something of a content, whoever sent them and whatever became of them, by the index of contents. A
 * planner that is asked for a current one of a requester, or for the first, reads all that they sent to find that there is
 * none.
 */
const WITH_CONTENT = `with alike as materialized
  (select id, requester_identifier, state from document where content_hashes && ?::text[])`;
const OF_REQUESTER = `requester_identifier = ? and state = 'CURRENT'`;

const INSERT = `insert into document (id, credential_id, owner_id, requester_identifier, identifier_system, identifier_value,
  kind, subject, state, replaces, content_hashes, created_at, content)`;
/** Of two with one identifier at once one is kept. */
const UNLESS_USED = `on conflict (requester_identifier, identifier_value) where state = 'CURRENT' do nothing`;
const VALUES = `?, ?::uuid, ?::uuid, ?, ?, ?, ?, ?, 'CURRENT', ?, ?::text[], ?::timestamptz, ?`;

function valuesOf({ facts, credentialId, ownerId, content, at }: NewDocument, replaces: string | null): unknown[] {
  return [
    newDocumentId(),
    credentialId,
    ownerId,
    facts.requesterIdentifier,
    facts.identifierSystem,
    facts.identifierValue,
    facts.kind,
    facts.subject ?? null,
    replaces,
    hashesOf(facts.contents),
    at,
    content,
  ];
}

function hashesOf(contents: DocumentFacts['contents']): string {
  return arrayLiteral(contents.map(({ hash }) => hash));
}

async function keepIn(em: EntityManager, document: NewDocument): Promise<{ id: string } | NotKept> {
  const { facts, credentialId, at } = document;
  const { requesterIdentifier, identifierValue, replaces } = facts;
  // One at a time for an identifier: two that are sent at once are not both kept.
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [
    `document:${requesterIdentifier}:${identifierValue}`,
  ]);
  const target = replaces === undefined ? undefined : await targetOf(em, facts, credentialId, at);
  if (target && 'because' in target) return target;
  const refusal = await knownAlready(em, facts, target?.id);
  if (refusal) return refusal;
  if (target) await em.execute(`update document set state = 'REPLACED' where id = ?`, [target.id]);
  const [kept] = await em.execute<{ id: string }[]>(
    `${INSERT} values (${VALUES}) ${UNLESS_USED} returning id`,
    valuesOf(document, target?.id ?? null),
  );
  const meanwhile = kept ?? (await knownAlready(em, facts, target?.id));
  if (!meanwhile) throw new Error('a document was not kept without a reason');
  return meanwhile;
}

/** The document that is replaced: known, readable by now, of the same kind and identifier, and not replaced before. */
async function targetOf(
  em: EntityManager,
  facts: DocumentFacts,
  credentialId: string,
  now: Date,
): Promise<{ id: string } | NotKept> {
  const id = facts.replaces?.split('/').at(-1) ?? '';
  const [row] = await em.execute<Row[]>('select * from document where id = ? for update', [id]);
  const readable = row && now.getTime() - new Date(row.created_at).getTime() >= READABLE_AFTER_MS;
  if (!readable || row.credential_id !== credentialId || row.kind !== facts.kind || row.state === 'DELETED') {
    return { because: 'TARGET_UNKNOWN' };
  }
  if (row.identifier_value !== facts.identifierValue) return { because: 'TARGET_OTHER_IDENTIFIER' };
  return row.state === 'REPLACED' ? { because: 'TARGET_REPLACED', id } : { id };
}

/** Another document with the identifier, or with something of the same content. */
async function knownAlready(
  em: EntityManager,
  facts: DocumentFacts,
  replaced: string | undefined,
): Promise<NotKept | undefined> {
  const { requesterIdentifier, identifierValue, contents } = facts;
  const [same] = await em.execute<{ id: string }[]>(
    `select id from document
     where requester_identifier = ? and identifier_value = ? and state = 'CURRENT' and id is distinct from ? limit 1`,
    [requesterIdentifier, identifierValue, replaced ?? null],
  );
  if (same) return { because: 'IDENTIFIER_USED', id: same.id };
  for (const { item, hash } of contents) {
    const [known] = await em.execute<{ id: string }[]>(
      `${WITH_CONTENT} select id from alike where ${OF_REQUESTER} and id is distinct from ? limit 1`,
      [arrayLiteral([hash]), requesterIdentifier, replaced ?? null],
    );
    if (known) return { because: 'CONTENT_KNOWN', item, id: known.id };
  }
  return undefined;
}

function fromRow(row: Row): StoredDocument {
  return {
    id: row.id,
    credentialId: row.credential_id,
    ownerId: row.owner_id,
    requesterIdentifier: row.requester_identifier,
    identifierSystem: row.identifier_system,
    identifierValue: row.identifier_value,
    kind: row.kind,
    subject: row.subject,
    state: row.state,
    replaces: row.replaces,
    createdAt: new Date(row.created_at),
    content: row.content,
  };
}
