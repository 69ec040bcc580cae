import type { RequestStep } from './agenda.ts';
import type { Cast } from './cast.ts';
import type { CertificateSource } from './certificates.ts';
import { makeEvidence } from './evidence-files.ts';
import { mendedForm, partOfForm, placeOf, systemOf, wholeForm } from './form.ts';
import type { Leg } from './leg.ts';
import { OPERATIONS, type RequestPayload, type RequestState } from './operations.ts';
import { DECISION_MESSAGES, REVIEW_TEXTS } from './review-words.ts';
import type { Session } from './session.ts';
import type { Course, Story } from './stories.ts';

/** What the acts of requests need. */
export interface Stage {
  /** When this run began. */
  begun: Date;
  cast: Cast;
  certificates: CertificateSource;
  /** Codes of a portfolio's requirements for production. */
  requirements(portfolio: string): Promise<string[]>;
}

/** Something that the portal refused, in its own words. */
export class RefusedStep extends Error {}

/** Starts a request, or finds the one that an earlier run started. */
export async function startRequest(
  stage: Stage,
  story: Story,
  index: number,
  credentialId: string | null,
  leg: RequestStep['leg'],
): Promise<RequestState> {
  const owner = stage.cast.owner(story);
  const idempotencyKey = `demo-${index}-${leg}`;
  const { portfolio, services } = systemOf(story);
  return credentialId
    ? mutate(owner, OPERATIONS.createProduction, { input: { credentialId, idempotencyKey } })
    : mutate(owner, OPERATIONS.createHomologation, { input: { portfolio, services, idempotencyKey } });
}

/** Does a step of a request that is there, and gives it as it is afterwards. */
export async function actOnRequest(stage: Stage, story: Story, leg: Leg, step: RequestStep): Promise<RequestState> {
  const owner = stage.cast.owner(story);
  const reviewer = stage.cast.reviewer(leg.story + (step.act === 'claim' ? leg.claims : leg.claims - 1));
  const { id, version, warnings } = leg.request;
  const inHomologation = step.leg === 'homologation';
  const course = story[step.leg] ?? story.homologation;
  const update = (form: object) => mutate(owner, OPERATIONS.update, { input: { id, version, ...form } });
  switch (step.act) {
    case 'fill':
      return update(wholeForm(story, await stage.certificates(story)));
    case 'fillSome':
      return update(partOfForm(story));
    case 'mend':
      return inHomologation ? update(mendedForm(story)) : attach(stage, story, leg, step);
    case 'attach':
      return attach(stage, story, leg, step);
    case 'assess':
      return assess(stage, reviewer, story, leg, course);
    case 'requestChanges':
    case 'reject': {
      const reasons = [reasonOf(course, leg.request)];
      return mutate(reviewer, OPERATIONS[step.act], { id, version, reasons, message: DECISION_MESSAGES[step.act] });
    }
    case 'approve': {
      const message = inHomologation ? DECISION_MESSAGES.approveHomologation : DECISION_MESSAGES.approveProduction;
      const acceptedWarnings = warnings.filter(({ mustAccept }) => mustAccept).map(({ code }) => code);
      return mutate(reviewer, OPERATIONS.approve, { id, version, message, acceptedWarnings });
    }
    case 'claim':
    case 'release':
      return mutate(reviewer, OPERATIONS[step.act], { id, version });
    case 'submit':
    case 'cancel':
      return mutate(owner, OPERATIONS[step.act], { id, version });
    case 'create':
      return leg.request;
  }
}

async function attach(stage: Stage, story: Story, leg: Leg, { file = 0, at, act }: RequestStep): Promise<RequestState> {
  const { id, protocol } = leg.request;
  const [place, system] = [placeOf(story), systemOf(story)];
  const requirement = (await stage.requirements(system.portfolio))[file];
  if (!requirement) throw new Error(`No requirement ${file} in ${system.portfolio}`);
  const evidence = makeEvidence(file, { place, system, protocol, at }, act === 'mend');
  await stage.cast.owner(story).upload(id, evidence, requirement);
  return leg.request;
}

/** What the reviewer marks before deciding: doubt where the text will say so. */
async function assess(stage: Stage, reviewer: Session, story: Story, leg: Leg, course: Course): Promise<RequestState> {
  const { id } = leg.request;
  if (leg.name === 'homologation') return leg.request;
  const decides = leg.claims > 1 ? undefined : course.words && REVIEW_TEXTS[course.words];
  let request = leg.request;
  for (const requirement of await stage.requirements(systemOf(story).portfolio)) {
    const missing = decides?.path === `checklist.${requirement}`;
    const mark = missing ? { verdict: 'MISSING', note: decides?.message } : { verdict: 'PROVEN' };
    request = await mutate(reviewer, OPERATIONS.assess, { id, requirement, ...mark });
  }
  return request;
}

function reasonOf({ words = 'vagueDescription' }: Course, { evidence }: RequestState) {
  const { code, path, evidence: place, message } = REVIEW_TEXTS[words];
  return { code, message, path: place === undefined ? path : `evidence.${evidence[place]?.id}` };
}

async function mutate(session: Session, operation: string, variables: Record<string, unknown>): Promise<RequestState> {
  const { payload } = await session.ask<RequestPayload>(operation, variables);
  const [problem] = payload.problems;
  if (problem || !payload.accessRequest) {
    throw new RefusedStep(`${problem?.message} (${problem?.code}${problem?.path ? ` ${problem.path.join('.')}` : ''})`);
  }
  return payload.accessRequest;
}
