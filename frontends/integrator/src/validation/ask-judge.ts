import { Client, type CombinedError, fetchExchange } from 'urql';
import type { ValidateDocumentQuery } from '../gql/graphql.ts';
import { ValidateDocument } from './validation.documents.ts';

/** What the judge says of a document. */
export type Validation = NonNullable<ValidateDocumentQuery['validateDocument']>;

/** One thing that is wrong with it. */
export type Finding = Validation['findings'][number];

/** The verdict, or why there is none. */
export type Answer = { validation: Validation; error?: undefined } | { validation?: undefined; error: CombinedError };

// Of its own, for it has no cache: a document that was judged is kept nowhere.
const client = new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] });

/** Has a document judged. */
export async function askJudge(content: string): Promise<Answer | undefined> {
  const { data, error } = await client.query(ValidateDocument, { content }).toPromise();
  if (data?.validateDocument) return { validation: inOrder(data.validateDocument) };
  return error && { error };
}

/** From the first line to the last, as one mends them. */
function inOrder(validation: Validation): Validation {
  const findings = validation.findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { ...validation, findings };
}
