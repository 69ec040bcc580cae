import { type Chance, createChance } from './chance.ts';
import { type Act, HOURS_BEFORE, PATHS } from './paths.ts';
import type { Course, CredentialAct, Story } from './stories.ts';
import { SYSTEMS } from './systems.ts';

/** The requests of a story, and what is done with the credentials that they bring. */
export type RequestLeg = 'homologation' | 'production' | 'productionAgain';

/** An act of a request, at its time. */
export interface RequestStep {
  kind: 'request';
  at: Date;
  story: number;
  leg: RequestLeg;
  act: Act;
  /** Of `attach` and `mend` in production: which of the requirements the file proves. */
  file?: number;
}

/** An act on a credential, at its time. */
export interface CredentialStep {
  kind: 'credential';
  at: Date;
  story: number;
  leg: 'credential' | 'productionCredential';
  act: CredentialAct['act'];
}

/** Anything that is done. */
export type Step = RequestStep | CredentialStep;

const HOUR_MS = 3_600_000;
const SEED = 20_261_124;
const LEGS: readonly RequestLeg[] = ['homologation', 'production', 'productionAgain'];

/** Everything that happens in the stories, in the order in which it happened, up to now. */
export function makeAgenda(stories: readonly Story[], now: Date): Step[] {
  const chance = createChance(SEED);
  const steps = stories.flatMap((story, index) => [
    ...LEGS.flatMap((leg) => requestSteps(story, index, leg, now, chance)),
    ...credentialSteps(story.credential, index, 'credential', now),
    ...credentialSteps(story.productionCredential, index, 'productionCredential', now),
  ]);
  return steps.sort((one, other) => one.at.getTime() - other.at.getTime());
}

function requestSteps(story: Story, index: number, leg: RequestLeg, now: Date, chance: Chance): RequestStep[] {
  const course = story[leg];
  if (!course) return [];
  const acts = leg === 'homologation' ? PATHS[course.path].map((act) => ({ act })) : withFiles(course, story, chance);
  let at = now.getTime() - course.daysAgo * 24 * HOUR_MS;
  const steps: RequestStep[] = [];
  for (const one of acts.toReversed()) {
    steps.unshift({ kind: 'request', at: new Date(at), story: index, leg, ...one });
    at -= hoursBefore(one.act, course, chance) * HOUR_MS;
  }
  return steps;
}

/** In a production request the form is carried over: what takes time is the evidence. */
function withFiles({ path }: Course, { system }: Story, chance: Chance): { act: Act; file?: number }[] {
  const all = SYSTEMS[system].portfolio === 'rnds' ? [0, 1, 2, 3, 4, 5] : [0, 1, 2];
  const files = chance.some(all, Math.ceil(all.length * chance.between(0.6, 1)));
  return PATHS[path].flatMap((act): { act: Act; file?: number }[] => {
    if (act === 'fill') return files.map((file) => ({ act: 'attach', file }));
    if (act === 'fillSome') return [{ act: 'attach', file: files[0] ?? 0 }];
    return [act === 'mend' ? { act, file: 2 } : { act }];
  });
}

function hoursBefore(act: Act, { queueHours }: Course, chance: Chance): number {
  const [least, most] = HOURS_BEFORE[act];
  const drawn = chance.between(least, most);
  return act === 'claim' && queueHours ? queueHours : drawn;
}

function credentialSteps(
  acts: readonly CredentialAct[] = [],
  story: number,
  leg: CredentialStep['leg'],
  now: Date,
): CredentialStep[] {
  return acts.map(({ act, daysAgo }) => {
    return { kind: 'credential', at: new Date(now.getTime() - daysAgo * 24 * HOUR_MS), story, leg, act };
  });
}
