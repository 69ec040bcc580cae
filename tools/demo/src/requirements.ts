import { OPERATIONS } from './operations.ts';
import type { Stage } from './request-acts.ts';
import type { Session } from './session.ts';

interface Answer {
  portfolio: { requirements: { code: string; environment: string }[] } | null;
}

/** Asks the catalogue, once a portfolio, what production wants proved. */
export function requirementsOf(session: Session): Stage['requirements'] {
  const asked = new Map<string, Promise<string[]>>();
  async function ask(slug: string): Promise<string[]> {
    const { portfolio } = await session.ask<Answer>(OPERATIONS.requirements, { slug });
    const requirements = portfolio?.requirements ?? [];
    return requirements.filter(({ environment }) => environment === 'PRODUCTION').map(({ code }) => code);
  }
  return (slug) => {
    const answer = asked.get(slug) ?? ask(slug);
    asked.set(slug, answer);
    return answer;
  };
}
