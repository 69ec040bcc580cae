import type { CredentialStep, RequestStep, Step } from './agenda.ts';
import { actOnCredential } from './credential-acts.ts';
import { systemOf } from './form.ts';
import { type Leg, linesOf, wasDone } from './leg.ts';
import { actOnRequest, RefusedStep, type Stage, startRequest } from './request-acts.ts';
import type { Story } from './stories.ts';

/** What became of the month. */
export interface Month {
  legs: Leg[];
  /** When things were done to the credential that a request issued, by the request's id. */
  credentials: Map<string, CredentialStep[]>;
}

/** Told as it goes on. */
export interface Progress {
  step(done: number, of: number, step: Step): void;
  refused(what: string, why: string): void;
}

/** Plays the agenda from its beginning to now; what an earlier run did already is passed over. */
export async function playMonth(
  stage: Stage,
  stories: readonly Story[],
  agenda: readonly Step[],
  progress: Progress,
): Promise<Month> {
  const legs = new Map<string, Leg>();
  const credentials: Month['credentials'] = new Map();
  let done = 0;
  for (const step of agenda) {
    const story = stories[step.story];
    if (!story) throw new Error(`No story ${step.story}`);
    if (step.kind === 'request') await requestStep(stage, story, step, legs, progress);
    else await credentialStep(stage, story, step, legs, credentials, progress);
    done += 1;
    progress.step(done, agenda.length, step);
  }
  return { legs: [...legs.values()], credentials };
}

const keyOf = (story: number, leg: string) => `${story} ${leg}`;

async function requestStep(
  stage: Stage,
  story: Story,
  step: RequestStep,
  legs: Map<string, Leg>,
  progress: Progress,
): Promise<void> {
  const key = keyOf(step.story, step.leg);
  if (step.act === 'create') {
    const leg = await startLeg(stage, story, step, legs);
    if (leg) legs.set(key, leg);
    return;
  }
  const leg = legs.get(key);
  if (!leg || leg.refused) return;
  const lines = linesOf(step, story[step.leg] ?? story.homologation);
  if (!wasDone(leg, step)) {
    try {
      leg.request = await actOnRequest(stage, story, leg, step);
      leg.touched = true;
    } catch (error) {
      if (!(error instanceof RefusedStep)) throw error;
      leg.refused = error.message;
      progress.refused(`${leg.request.protocol} ${step.act}`, error.message);
      return;
    }
  }
  if (step.act === 'claim') leg.claims += 1;
  for (let line = 0; line < lines; line += 1) leg.moments.push(step.at);
}

async function startLeg(
  stage: Stage,
  story: Story,
  step: RequestStep,
  legs: Map<string, Leg>,
): Promise<Leg | undefined> {
  const from = step.leg === 'homologation' ? null : legs.get(keyOf(step.story, 'homologation'));
  if (from !== null && !from?.request.credential) return undefined;
  const request = await startRequest(stage, story, step.story, from?.request.credential?.id ?? null, step.leg);
  const files = request.history.filter(({ action }) => action === 'ATTACH_EVIDENCE').length;
  return {
    story: step.story,
    name: step.leg,
    request,
    seen: { versions: request.version - 1, files },
    moments: [step.at],
    claims: 0,
    touched: new Date(request.createdAt) >= stage.begun,
    refused: null,
  };
}

async function credentialStep(
  stage: Stage,
  story: Story,
  step: CredentialStep,
  legs: Map<string, Leg>,
  credentials: Month['credentials'],
  progress: Progress,
): Promise<void> {
  const leg = legs.get(keyOf(step.story, step.leg === 'credential' ? 'homologation' : 'production'));
  const credential = leg?.request.credential;
  if (!leg || !credential) return;
  const steps = credentials.get(leg.request.id) ?? [];
  const secrets = steps.filter(({ act }) => act === 'drawSecret').length;
  try {
    await actOnCredential(stage.cast, story, credential.id, step, secrets);
    credentials.set(leg.request.id, [...steps, step]);
  } catch (error) {
    if (!(error instanceof RefusedStep)) throw error;
    progress.refused(`${systemOf(story).name} ${step.act}`, error.message);
  }
}
