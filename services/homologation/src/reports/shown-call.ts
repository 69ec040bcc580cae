import type { EntityManager } from '@mikro-orm/postgresql';
import type { Suite } from '@portal/conformance';
import { arrayLiteral } from '@portal/service-kit';

/** What the document that a report shows is chosen among. */
export interface ShownAmong {
  /** The calls of the run that made documents. */
  created: readonly string[];
  credentialId: string;
  suite: Suite;
}

/**
 * The call whose document a report shows: of those that the run stands on the newest that is still kept; where none is, for
 * they are kept for 90 days, the newest by which the credential sent a document of the suite's kind.
 */
export async function shownCall(
  em: EntityManager,
  { created, credentialId, suite }: ShownAmong,
): Promise<string | undefined> {
  const [own] = await em.execute<{ id: string }[]>(
    'select id from call where id = any(?::uuid[]) order by id desc limit 1',
    [arrayLiteral(created)],
  );
  if (own) return own.id;
  const [newest] = await em.execute<{ id: string }[]>(
    `select call.id from call_of_credential join call on call.id = call_id
     where credential_id = ? and operation = 'create-document' and status = 201 and document_kind = any(?::text[])
     order by call_id desc limit 1`,
    [credentialId, arrayLiteral(kindsOf(suite))],
  );
  return newest?.id;
}

/** The kinds of documents that the suite asks for. */
function kindsOf({ requirements }: Suite): string[] {
  const asked = requirements.flatMap(({ steps }) => steps.flatMap(({ see }) => see));
  return [...new Set(asked.flatMap(({ documentKind }) => documentKind ?? []))];
}
