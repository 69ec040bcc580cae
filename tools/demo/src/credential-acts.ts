import type { CredentialStep } from './agenda.ts';
import type { Cast } from './cast.ts';
import { OPERATIONS } from './operations.ts';
import { RefusedStep } from './request-acts.ts';
import { CREDENTIAL_REASONS } from './review-words.ts';
import type { Story } from './stories.ts';

/** What an earlier run may have done to a credential already. */
interface CredentialNow {
  state: string;
  secretIssuedAt: string | null;
  previousSecretExpiresAt: string | null;
  issuedAt: string;
  stateChangedAt: string;
}

/** Does a step with a credential, unless it shows that this was done. `secrets` counts those that the story has drawn. */
export async function actOnCredential(
  cast: Cast,
  story: Story,
  id: string,
  { act }: CredentialStep,
  secrets: number,
): Promise<void> {
  const owner = cast.owner(story);
  const { credential } = await owner.ask<{ credential: CredentialNow }>(OPERATIONS.credential, { id });
  const { state, secretIssuedAt, previousSecretExpiresAt, issuedAt, stateChangedAt } = credential;
  const asIssued = state === 'ACTIVE' && stateChangedAt === issuedAt;
  const actor = act === 'suspendForMinistry' ? cast.admin : owner;
  switch (act) {
    case 'drawSecret': {
      const drawn = secrets === 0 ? secretIssuedAt !== null : previousSecretExpiresAt !== null;
      return drawn || state !== 'ACTIVE' ? undefined : done(actor.ask(OPERATIONS.drawSecret, { id }));
    }
    case 'suspend':
    case 'suspendForMinistry':
      if (!asIssued) return;
      return done(actor.ask(OPERATIONS.suspend, { id, reason: CREDENTIAL_REASONS[act] }));
    case 'reinstate':
      return state === 'SUSPENDED' ? done(actor.ask(OPERATIONS.reinstate, { id })) : undefined;
    case 'revoke':
      if (!asIssued) return;
      return done(actor.ask(OPERATIONS.revoke, { id, reason: CREDENTIAL_REASONS.revoke }));
    case 'expire':
      // Time does that: see dates.ts.
      return;
  }
}

async function done(asked: Promise<{ payload: { problems: { message: string }[] } }>): Promise<void> {
  const { payload } = await asked;
  if (payload.problems[0]) throw new RefusedStep(payload.problems[0].message);
}
