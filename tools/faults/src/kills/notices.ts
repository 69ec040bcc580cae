import type { BenchPerson } from '@portal/bench/person';
import type { Acknowledged } from './journey.ts';

/** What whoever asks is told of each act; of the others nothing. */
const KINDS: Record<string, readonly string[]> = {
  SUBMIT: ['REQUEST_SUBMITTED'],
  CLAIM: ['REQUEST_CLAIMED'],
  REQUEST_CHANGES: ['CHANGES_REQUESTED'],
  REJECT: ['REQUEST_REJECTED'],
  APPROVE: ['CREDENTIAL_ISSUED', 'REQUEST_APPROVED'],
};

const PAGE = `query ($after: String) { viewer { notices(side: INTEGRATOR, first: 100, after: $after) {
  edges { node { kind accessRequestId } } pageInfo { hasNextPage endCursor }
} } }`;

interface Page {
  viewer: {
    notices: {
      edges: { node: { kind: string; accessRequestId: string | null } }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  };
}

/** The kinds of all notices that somebody was given, by request, in alphabetical order. */
export async function noticesOf(person: BenchPerson): Promise<Map<string, string[]>> {
  const kinds = new Map<string, string[]>();
  let page: Page['viewer']['notices'] | undefined;
  while (!page || page.pageInfo.hasNextPage) {
    page = (await person.ask<Page>(PAGE, { after: page?.pageInfo.endCursor ?? null })).viewer.notices;
    for (const { node } of page.edges) {
      const { kind, accessRequestId } = node;
      const id = accessRequestId ?? '';
      kinds.set(id, [...(kinds.get(id) ?? []), kind].sort());
    }
  }
  return kinds;
}

/** What a request's team is to be told of it, in alphabetical order. */
export function noticesDue({ acts }: Acknowledged): string[] {
  return acts.flatMap((act) => KINDS[act] ?? []).sort();
}
