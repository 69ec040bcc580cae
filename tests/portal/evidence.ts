import { expect } from 'vitest';
import type { Person } from './person.ts';

/** A piece of evidence, as the upload and the graph show it. */
export interface Evidence {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
  downloadUrl: string;
  requirements: { code: string }[];
}

/** A refusal: problem+json with its status, something to read and nothing of ours. */
export async function problemOf(response: Response): Promise<{ status: number; code: string }> {
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = (await response.json()) as { status: number; code: string; title: string; detail: string };
  expect(problem).toMatchObject({ title: expect.stringMatching(/\S/), detail: expect.stringMatching(/\S/) });
  expect(problem.status).toBe(response.status);
  return { status: response.status, code: problem.code };
}

/** The evidence of a request that somebody reads. */
export async function evidenceOf(person: Person, id: string): Promise<Evidence[]> {
  const { accessRequest } = await person.get<{ accessRequest: { evidence: Evidence[] } | null }>(
    `query ($id: ID!) { accessRequest(id: $id) {
       evidence { id fileName mediaType size sha256 downloadUrl requirements { code } } } }`,
    { id },
  );
  return accessRequest?.evidence ?? [];
}

/** Sends a form as it is written here. */
export function sendForm(person: Person, accessRequest: string, form: FormData, headers: Record<string, string> = {}) {
  return person.fetch(`/evidence?accessRequest=${accessRequest}`, {
    method: 'POST',
    headers: { 'apollo-require-preflight': 'true', ...headers },
    body: form,
  });
}
