import type { EntityManager } from '@mikro-orm/postgresql';
import { type Person, refuse } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { type AccessRequestPayload, perform } from '../requests/access-request-payload.ts';
import { type ActTarget, endClaim, move, type Opened, open, situationOf } from '../requests/act-on-request.ts';
import { colleague, type Recipient } from './colleagues.ts';

/** Gives a request to a reviewer: its holder what they hold, MANAGER what anybody holds and what waits. */
export function handOverAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
  toPersonId: string,
): Promise<AccessRequestPayload> {
  return perform(ctx, target.id, async (em) => {
    const opened = await open(em, ctx, person, 'HAND_OVER', target);
    give(opened, await recipient(em, toPersonId, opened.now));
    return target.id;
  });
}

/** The reviewer to whom something is given. */
export async function recipient(em: EntityManager, toPersonId: string, now: Date): Promise<Recipient> {
  const to = await colleague(em, toPersonId, now);
  return to ?? refuse('INVALID', 'Não encontramos esta pessoa entre os analistas.', ['toPersonId']);
}

/** Gives it to a reviewer, unless something stands against that. */
export function give(opened: Opened<'HAND_OVER'>, to: Recipient): void {
  const { request } = opened;
  const obstacle = obstacleFor(request, to);
  if (obstacle) refuse('INVALID', obstacle, ['toPersonId']);
  const from = request.reviewerName;
  endClaim(request);
  request.reviewerId = to.id;
  request.reviewerName = to.name;
  move(opened, { message: from === null ? `Para ${to.name}.` : `De ${from} para ${to.name}.` });
}

/** Why this reviewer cannot have it: they could not decide on it, or have it already. */
function obstacleFor(request: AccessRequest, { id, name, portfolios }: Recipient): string | undefined {
  const { members, reviewerId, approvedBy } = situationOf(request);
  if (Object.hasOwn(members, id)) return `A solicitação é da equipe de ${name}, e ninguém analisa a própria.`;
  if (portfolios && !portfolios.includes(request.portfolio))
    return `${name} analisa solicitações de outros portfólios.`;
  if (id === reviewerId) return `A solicitação já está com ${name}.`;
  if (approvedBy.includes(id)) return `${name} já aprovou esta solicitação. A segunda aprovação é de outra pessoa.`;
  return undefined;
}
