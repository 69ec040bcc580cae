import { expect, type Page } from '@playwright/test';

interface Answer<Data> {
  data?: Data;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Asks the graph as the person whose page it is: what a journey needs to find there is made this way, not by clicking. */
export async function graph<Data>(page: Page, query: string, variables: Record<string, unknown> = {}): Promise<Data> {
  const response = await page.request.post('/graphql', { data: { query, variables } });
  const answer = (await response.json()) as Answer<Data>;
  expect(answer.errors, query).toBeUndefined();
  if (!answer.data) throw new Error(`No data for ${query}`);
  return answer.data;
}

/** A request after an act, which must have met no problem. */
export interface ArrangedRequest {
  id: string;
  version: number;
  protocol: string;
  credential: { id: string } | null;
}

/** Does one act on a request; fails when the portal answers with a problem. */
export async function act(page: Page, mutation: string, variables: Record<string, unknown>): Promise<ArrangedRequest> {
  const data = await graph<Record<string, { accessRequest: ArrangedRequest | null; problems: { message: string }[] }>>(
    page,
    mutation,
    variables,
  );
  const [payload] = Object.values(data);
  expect(payload?.problems, mutation).toEqual([]);
  if (!payload?.accessRequest) throw new Error(`No request came of ${mutation}`);
  return payload.accessRequest;
}
