import type { LocatedFinding } from '@portal/judge';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { isDocumentId, READABLE_AFTER_MS, type StoredDocument } from '../documents/document.ts';
import { type DocumentFacts, documentFacts, requesterOf } from '../documents/document-facts.ts';
import type { DocumentStore, NotKept } from '../documents/document-store.ts';
import type { Answer } from '../hosts/exchange.ts';
import type { Population } from '../population/population.ts';
import { TooMuchToJudge } from '../validation/judge-failures.ts';
import type { JudgedDocument } from '../validation/verdict.ts';
import { cnesOf, type EhrCall, type EhrOperation } from './ehr-call.ts';
import { type Issue, notKnown, Refusal, type Refusals } from './refusal.ts';
import { noteDocument, noteIdentifier } from './sent-facts.ts';

/** What documents are received by. */
export interface DocumentsGround {
  store: DocumentStore;
  population: Population;
  refusals: Refusals;
  ehrUrl: string;
  /** The judge: everything that is wrong with a document as it was sent, in JSON or XML, and what it reads there. */
  judge: (text: string, at: Date) => Promise<JudgedDocument>;
  now: () => Date;
}

/** The operations on documents. */
export function documentOperations(ground: DocumentsGround) {
  const { store, refusals, ehrUrl, now } = ground;

  const create: EhrOperation = async (call) => {
    const { resource, findings } = await judged(call, ground);
    const facts = documentFacts(resource);
    noteDocument(call.sent, resource, facts);
    const wrong = [...findings.map(found), ...inThisEnvironment(facts, call, ground)];
    if (wrong.length > 0) {
      const codes = [...new Set(wrong.flatMap(({ code }) => code ?? []))];
      throw refusals.all(
        wrong.map(({ issue }) => issue),
        codes,
      );
    }
    const credential = credentialOf(facts, call);
    if (!credential) throw new Error('a document of nobody was not refused');
    const kept = await store.keep({
      facts: { ...facts, requesterIdentifier: credential.requesterIdentifier },
      credentialId: credential.credentialId,
      ownerId: credential.ownerId,
      content: JSON.stringify(resource),
      at: call.at,
    });
    if ('because' in kept) throw notKept(kept, refusals);
    const location = `${ehrUrl}/api/fhir/r4/Bundle/${kept.id}`;
    return {
      status: 201,
      headers: { location, 'content-location': location },
      seen: { documentId: kept.id, credentialIds: [credential.credentialId] },
    };
  };

  /** The caller's own that can be read by now. */
  const ownDocument = async (call: EhrCall, type: string): Promise<StoredDocument> => {
    const document = isDocumentId(call.id) ? await store.find(call.id) : undefined;
    const readable = document && now().getTime() - document.createdAt.getTime() >= READABLE_AFTER_MS;
    if (!readable || !isOf(document, call)) throw notKnown(type, call.id);
    if (document.state === 'DELETED') throw gone(type, call.id);
    return document;
  };

  const readBundle: EhrOperation = async (call) => answerDocument(await ownDocument(call, 'Bundle'));

  const readDocument: EhrOperation = async (call) => answerDocument(await ownDocument(call, 'Composition'));

  const remove: EhrOperation = async (call) => {
    const document = isDocumentId(call.id) ? await store.find(call.id) : undefined;
    // Of others' documents nobody is told that they are there.
    const ownersOwn = call.caller.accreditations.some(({ ownerId }) => ownerId === document?.ownerId);
    if (!document || !ownersOwn) throw refusals.of('EHR-ERR827', call.id.slice(0, 60));
    if (!isOf(document, call)) throw refusals.of('EHR-ERR826', `BRRNDS-${document.requesterIdentifier}`);
    if (document.state === 'DELETED') throw gone('Bundle', document.id);
    if (document.state === 'REPLACED' || !(await store.remove(document.id))) throw refusals.of('EHR-ERR825', 'final');
    return { status: 204, seen: { documentId: document.id } };
  };

  const findByIdentifier: EhrOperation = async (call) => {
    const system = call.query.get('system') ?? '';
    const value = call.query.get('value') ?? '';
    noteIdentifier(call.sent, system, value);
    const requester = requesterOf(system);
    if (!requester || !value) throw refusals.of('EHR-ERR841', system.slice(0, 200), value.slice(0, 200));
    if (!call.caller.accreditations.some(({ requesterIdentifier }) => requesterIdentifier === requester)) {
      throw refusals.of('EHR-ERR881', `BRRNDS-${requester}`);
    }
    const kind = call.query.get('docType');
    const documents = (await store.identified(requester, value)).filter((one) => !kind || one.kind === kind);
    return { status: 200, body: documents.map(asIdentified) };
  };

  /** What a call sent that is answered by a fault, and done nothing about. */
  const noteSent = async (operation: string, call: EhrCall): Promise<void> => {
    if (operation === 'find-identifier') {
      noteIdentifier(call.sent, call.query.get('system') ?? '', call.query.get('value') ?? '');
    }
    if (operation !== 'create-document') return;
    const { resource } = await judged(call, ground).catch(() => ({ resource: undefined }));
    noteDocument(call.sent, resource, documentFacts(resource));
  };

  return { create, readBundle, readDocument, remove, findByIdentifier, noteSent };
}

function answerDocument({ id, content }: StoredDocument): Answer {
  return { status: 200, body: { ...JSON.parse(content), id }, seen: { documentId: id } };
}

/** What alone is too much to judge is refused. */
async function judged(call: EhrCall, { judge }: DocumentsGround) {
  try {
    return await judge(bodyText(call), call.at);
  } catch (error) {
    if (!(error instanceof TooMuchToJudge)) throw error;
    const diagnostics = 'O documento não pôde ser julgado no tempo e na memória que um pode tomar.';
    throw new Refusal(422, [{ severity: 'error', code: 'processing', diagnostics }]);
  }
}

/** In UTF-8, and nothing else. */
function bodyText(call: EhrCall): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(call.body);
  } catch {
    const diagnostics = 'O corpo não está em UTF-8.';
    throw new Refusal(400, [{ severity: 'error', code: 'structure', diagnostics }]);
  }
}

interface Wrong {
  issue: Issue;
  code?: string;
}

/** A finding of the judge, in the RNDS's wire form: with its code where it is a rule of the RNDS. */
function found({ rule, message, expression, line, column }: LocatedFinding): Wrong {
  const code = rule?.startsWith('EHR-ERR') ? rule : undefined;
  return {
    issue: {
      severity: 'error',
      code: 'processing',
      diagnostics: code ? `(${code}) ${message}` : message,
      expression: [expression],
      location: [expression, `Line[${line}] Col[${column}]`],
    },
    ...(code && { code }),
  };
}

/** What is wrong with a document by who sends it and by who exists. */
function inThisEnvironment(facts: DocumentFacts, call: EhrCall, { population, refusals }: DocumentsGround): Wrong[] {
  const wrong: Wrong[] = [];
  const refuse = (code: string, where: string, ...words: string[]) =>
    wrong.push({ code, issue: { ...refusals.issue(code, ...words), expression: [where] } });
  const credential = credentialOf(facts, call);
  if (facts.requesterIdentifier && !credential) {
    refuse('EHR-ERR881', 'Bundle.identifier.system', `BRRNDS-${facts.requesterIdentifier}`);
  }
  const foreign = facts.authors.filter(
    ({ value }) =>
      /^\d{7}$/.test(value) && !cnesOf(credential ? [credential] : call.caller.accreditations).includes(value),
  );
  const [author] = foreign;
  if (author) refuse('EHR-ERR897', author.where, foreign.map(({ value }) => value).join(', '));
  const [own] = facts.authors;
  if (own && !author && !population.bonded(call.caller.operator, own.value) && /^\d{7}$/.test(own.value)) {
    refuse('EHR-ERR879', own.where, call.caller.operator.cns, own.value);
  }
  const where = 'Bundle.entry[0].resource.subject';
  if (facts.subject !== undefined) {
    const records = population.recordsOf(facts.subject);
    const [record] = records;
    if (!record) refuse('EHR-ERR983', where, facts.subject);
    else if (records.length > 1) refuse('EHR-ERR985', where, facts.subject);
    else if (record.kind === 'INACTIVE') refuse('EHR-ERR934', where);
    else if (record.kind === 'NO_DEFINITIVE_CNS') refuse('EHR-ERR987', where);
  }
  return wrong;
}

/** The caller's credential that a document names. */
function credentialOf(facts: DocumentFacts, { caller }: EhrCall): Accreditation | undefined {
  return caller.accreditations.find(({ requesterIdentifier }) => requesterIdentifier === facts.requesterIdentifier);
}

function notKept(refusal: NotKept, refusals: Refusals): Refusal {
  switch (refusal.because) {
    case 'IDENTIFIER_USED':
      return refusals.of('EHR-ERR866', refusal.id);
    case 'CONTENT_KNOWN':
      return refusals.of('EHR-ERR823', refusal.item, refusal.id);
    case 'TARGET_UNKNOWN':
      return refusals.of('EHR-ERR875');
    case 'TARGET_REPLACED':
      return refusals.of('EHR-ERR870');
    case 'TARGET_OTHER_IDENTIFIER':
      return refusals.of('EHR-ERR872');
  }
}

const isOf = (document: StoredDocument, { caller }: EhrCall) =>
  caller.accreditations.some(({ credentialId }) => credentialId === document.credentialId);

function gone(type: string, id: string): Refusal {
  const diagnostics = `Resource ${type}/${id} was deleted`;
  return new Refusal(410, [{ severity: 'error', code: 'processing', diagnostics }]);
}

const STATUS = { CURRENT: 'final', REPLACED: 'entered-in-error', DELETED: 'entered-in-error' } as const;

function asIdentified(document: StoredDocument) {
  return {
    id: document.id,
    cns: document.subject,
    date: document.createdAt.toISOString(),
    relatesTo: document.replaces ? [{ code: 'replaces', id: document.replaces }] : [],
    status: STATUS[document.state],
  };
}
