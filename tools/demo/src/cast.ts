import { type Session, signIn } from './session.ts';
import type { Story } from './stories.ts';

/** The people of the demo, signed in. */
export interface Cast {
  owner(story: Story): Session;
  /** Reviewers take turns. */
  reviewer(turn: number): Session;
  admin: Session;
}

/** Signs everybody in. */
export async function gather(portal: string): Promise<Cast> {
  const ana = await signIn(portal, 'ana');
  const owners = { ana, bruno: await signIn(portal, 'bruno'), fabio: await signIn(portal, 'fabio') };
  const reviewers = [await signIn(portal, 'clara'), await signIn(portal, 'davi')] as const;
  return {
    owner: (story) => owners[story.owner],
    reviewer: (turn) => (turn % 2 === 0 ? reviewers[0] : reviewers[1]),
    admin: await signIn(portal, 'elis'),
  };
}
