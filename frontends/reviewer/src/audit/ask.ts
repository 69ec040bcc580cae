/** What a service, or the portal before it, answered instead; `detail` is for people. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const AWAY = 'O Portal não respondeu. Verifique a sua conexão e tente de novo.';

/** An answer of the portal's; throws Refused, with words for people, where it is none. */
export async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(address, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new Refused(AWAY);
  });
  if (answer.ok) return answer;
  const problem = (await answer.json().catch(() => undefined)) as { detail?: string } | undefined;
  throw new Refused(problem?.detail ?? AWAY);
}
