import { problem, refuse, refuseIfAny } from '@portal/service-kit';
import type { PortfolioInUse } from '../catalogue/content-client.ts';
import {
  actOnContent,
  draftOf,
  forgetDraft,
  formerBody,
  keepDraft,
  type OpenedContent,
  putInUse,
} from '../content/act-on-content.ts';
import { addEdition, type ContentItem } from '../content/content-rows.ts';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import { logger } from '../logger.ts';
import type { PortfolioBody } from './body.ts';
import { LOST } from './lost-editions.ts';
import type { PortfolioContentBodyInput } from './portfolio-content-input.ts';
import { tellCatalogue } from './tell-catalogue.ts';
import { bodyFrom, bodyTold, problemsAt } from './written.ts';

const KIND = 'PORTFOLIO';
const MISSING = 'Não encontramos este portfólio.';
/** Who wrote what counted before anything was published in the interface. */
const FILE = { byId: '00000000-0000-0000-0000-000000000000', byName: 'Arquivo de conteúdo do Portal' };

/** Which portfolio an act is about, and which version of it the person saw. */
export interface PortfolioTarget {
  slug: string;
  version: number;
}

type Opened = OpenedContent<PortfolioBody>;

/** Keeps what is being written. */
export function savePortfolioContent(
  ctx: CredentialsContext,
  target: PortfolioTarget,
  written: PortfolioContentBodyInput,
): Promise<Outcome<string>> {
  return act(ctx, 'savePortfolioContent', target, async (opened, inUse) => {
    const before = opened.item.draft?.body ?? lastBody(opened.item) ?? inUse.content;
    if (!before) return refuse('NOT_FOUND', MISSING, ['slug']);
    const body = bodyFrom(written, before);
    const found = await ctx.catalogue.content.problems({ slug: target.slug, content: body, restores: false });
    refuseIfAny(problemsAt(found, written));
    return keepDraft(opened, body);
  });
}

/** Forgets what is being written. */
export function discardPortfolioContentDraft(ctx: CredentialsContext, target: PortfolioTarget) {
  return act(ctx, 'discardPortfolioContentDraft', target, forgetDraft);
}

/** Makes what is being written count for everybody. */
export function publishPortfolioContent(ctx: CredentialsContext, target: PortfolioTarget) {
  return publish(ctx, 'publishPortfolioContent', target, async (opened) =>
    checked(ctx, opened, { slug: target.slug, body: draftOf(opened) }),
  );
}

/** Takes a portfolio out of use: it is offered no more, and what was asked for goes on. */
export function withdrawPortfolioContent(ctx: CredentialsContext, target: PortfolioTarget) {
  return publish(ctx, 'withdrawPortfolioContent', target, async (opened) => {
    if (!opened.item.editions[0]?.body) return refuse('NOT_ALLOWED', 'O portfólio não está em uso.');
    return putInUse(opened, null);
  });
}

/** Goes back to what counted once. */
export function restorePortfolioContent(ctx: CredentialsContext, target: PortfolioTarget, number: number) {
  return publish(ctx, 'restorePortfolioContent', target, async (opened) =>
    checked(ctx, opened, { slug: target.slug, body: formerBody(opened.item, number), restores: number }),
  );
}

/** An act that changes what counts: the catalogue is told of it at once, and again by a chore where it is away. */
async function publish(
  ctx: CredentialsContext,
  name: string,
  target: PortfolioTarget,
  done: (opened: Opened) => Promise<Record<string, unknown>>,
): Promise<Outcome<string>> {
  const outcome = await act(ctx, name, target, async (opened, inUse) => done(await withFirstEdition(opened, inUse)));
  if (outcome.problems.length > 0) return outcome;
  await tellCatalogue(ctx.em.fork(), ctx.catalogue.content, ctx.now()).catch((err: unknown) =>
    logger.warn({ err }, 'the catalogue was not told what was published; it is tried again'),
  );
  return outcome;
}

async function act(
  ctx: CredentialsContext,
  name: string,
  { slug, version }: PortfolioTarget,
  done: (opened: Opened, inUse: PortfolioInUse) => Promise<Record<string, unknown>>,
): Promise<Outcome<string>> {
  const inUse = (await ctx.catalogue.content.portfolios()).find((one) => one.slug === slug);
  if (!inUse) return { result: null, problems: [problem('NOT_FOUND', MISSING, ['slug'])] };
  return actOnContent<PortfolioBody>(
    ctx,
    { name, kind: KIND, missing: MISSING, begins: true },
    { id: inUse.id, version },
    async (opened) => ({ slug, ...(await done(opened, inUse)) }),
  );
}

/** What a file said, or an edition that only the catalogue kept, is gone back to like any other version: it becomes the first. */
async function withFirstEdition(opened: Opened, { number: told, content }: PortfolioInUse): Promise<Opened> {
  const { em, item, by } = opened;
  if (item.editions.length > 0 || !content) return opened;
  const first = { body: content, restores: null, at: by.at, ...(told === 0 ? FILE : LOST) };
  const number = Math.max(told, 1);
  await addEdition(em, item, first, number);
  return { ...opened, item: { ...item, editions: [{ number, ...first }] } };
}

async function checked(
  ctx: CredentialsContext,
  opened: Opened,
  { slug, body, restores = null }: { slug: string; body: PortfolioBody; restores?: number | null },
) {
  const found = await ctx.catalogue.content.problems({ slug, content: body, restores: restores !== null });
  refuseIfAny(problemsAt(found, bodyTold(body)));
  // What was published a moment ago the catalogue may not know yet.
  const others = opened.items.filter(({ id }) => id !== opened.item.id);
  const taken = new Set(
    others.flatMap(({ editions }) => editions[0]?.body?.services.map((service) => service.slug) ?? []),
  );
  const twice = body.services.find((service) => taken.has(service.slug));
  if (twice) return refuse('DUPLICATE', `O serviço ${twice.slug} é de outro portfólio.`, ['body', 'services']);
  return putInUse(opened, body, restores);
}

function lastBody({ editions }: ContentItem<PortfolioBody>): PortfolioBody | null {
  return editions.find(({ body }) => body)?.body ?? null;
}
