import { Kind, parse } from 'graphql';
import { LARGEST_REQUEST } from './operation-limits.ts';

/** The largest body of a request that has a document judged, and does nothing else; within what a service takes of the gateway. */
export const LARGEST_DOCUMENT_REQUEST = 3.5 * 1024 * 1024;

const DOCUMENT_FIELD = 'validateDocument';
/** The client's own operation has 150. */
const MOST_TOKENS = 1_000;
const MOST_CHARACTERS = 20_000;

/** Whether a body of so many bytes is taken: a large one only of an operation that asks for nothing but a verdict. */
export function isTaken(bytes: number, body: unknown): boolean {
  return (
    bytes <= LARGEST_REQUEST || (typeof body === 'object' && body !== null && 'query' in body && judges(body.query))
  );
}

function judges(query: unknown): boolean {
  if (typeof query !== 'string' || query.length > MOST_CHARACTERS) return false;
  try {
    const { definitions } = parse(query, { maxTokens: MOST_TOKENS, noLocation: true });
    const operations = definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    const asked = operations.flatMap(({ selectionSet }) => selectionSet.selections);
    return (
      operations.length === 1 &&
      asked.length === 1 &&
      asked.every((one) => one.kind === Kind.FIELD && one.name.value === DOCUMENT_FIELD)
    );
  } catch {
    return false;
  }
}
