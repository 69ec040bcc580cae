import { json } from 'node:stream/consumers';
import { isId } from '@portal/service-kit';
import type { Express, RequestHandler, Response } from 'express';
import type { CredentialsContext } from '../context.ts';
import { readable } from '../credentials/act-on-credential.ts';
import type { PersonHandler } from '../evidence/answer-people.ts';
import { EvidenceRefusal, requestNotFound } from '../evidence/refusal.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestEvent } from '../requests/access-request-event.ts';
import { mayRead } from '../requests/visibility.ts';
import { codeOfSheet } from './credential-sheet.ts';
import { receiptFacts, sheetFacts } from './facts.ts';
import type { PrintJob } from './print-job.ts';
import { type OwnDataFacts, partsOf } from './print-own-data.ts';

/** What is printed for people, in their name: the receipt of a request, the sheet of a credential, what is held of them. */
export function sheetRoutes(forPerson: (handle: PersonHandler) => RequestHandler): (app: Express) => void {
  return (app) => {
    app.get('/internal/request-receipts/:id', forPerson(receipt));
    app.get('/internal/credential-sheets/:id', forPerson(sheet));
    app.post('/internal/own-data-sheet', forPerson(ownData));
  };
}

const receipt: PersonHandler = async (ctx, person, req, res) => {
  const id = String(req.params.id);
  const request = isId(id) ? await ctx.em.fork().findOne(AccessRequest, { id }) : null;
  const submitted = request?.submitted;
  if (!request || !submitted || !mayRead(request, person)) throw requestNotFound();
  await ctx.accessLog.reads('ACCESS_REQUEST', request);
  const history = await ctx.em.fork().find(AccessRequestEvent, { request: { id } }, { orderBy: { place: 'asc' } });
  const facts = receiptFacts(request, submitted, history, await beside(ctx, request.portfolio));
  await send(ctx, res, { kind: 'receipt', facts }, `comprovante-${request.protocol}.pdf`);
};

const sheet: PersonHandler = async (ctx, person, req, res) => {
  const credential = await readable(ctx, person, String(req.params.id));
  if (!credential) throw credentialNotFound();
  await ctx.accessLog.reads('CREDENTIAL', credential);
  const around = await beside(ctx, credential.portfolio);
  const code = await codeOfSheet(ctx.em.fork(), credential, around.now);
  const job: PrintJob = { kind: 'sheet', facts: sheetFacts(credential, code, around) };
  await send(ctx, res, job, `ficha-da-credencial-${credential.requesterIdentifier}.pdf`);
};

/** What the gateway gathered of the person, here and elsewhere. */
const ownData: PersonHandler = async (ctx, { name }, req, res) => {
  const gathered = (await json(req)) as Record<string, OwnDataFacts['parts']>;
  const facts: OwnDataFacts = { name, printedAt: ctx.now().toISOString(), parts: partsOf(Object.values(gathered)) };
  await send(ctx, res, { kind: 'own data', facts }, 'meus-dados.pdf');
};

async function beside({ catalogue, portalUrl, now }: CredentialsContext, slug: string) {
  return { portfolio: await catalogue.portfolio(slug), portalUrl, now: now() };
}

async function send({ printer }: CredentialsContext, res: Response, job: PrintJob, fileName: string): Promise<void> {
  const pdf = await printer.print(job);
  // Never kept by a browser that others may use.
  res.set({ 'content-type': 'application/pdf', 'cache-control': 'private, no-store' });
  res.attachment(fileName).send(pdf);
}

function credentialNotFound(): EvidenceRefusal {
  return new EvidenceRefusal(
    404,
    'NOT_FOUND',
    'Credencial não encontrada',
    'Não encontramos esta credencial. Ela pode ser de outra equipe.',
  );
}
