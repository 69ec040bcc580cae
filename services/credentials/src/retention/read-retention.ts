import { RETENTION, RetentionKind } from '@portal/domain';
import { EDITIONS_SHOWN } from '../content/content-rows.ts';
import type { CredentialsContext } from '../context.ts';
import type { Retention, RetentionExcess, RetentionTerm } from './retention.ts';
import { countOlder, readRuns } from './retention-rows.ts';
import { inForceFrom, newestTerms, readTerms, type Terms, termsInForce } from './terms.ts';

type Read = Pick<CredentialsContext, 'em' | 'retention' | 'now'>;

const KINDS = Object.values(RetentionKind);
const DAY_MS = 86_400_000;

/** All that is to be said of how long what is kept. */
export async function readRetention({ em, retention: seed, now }: Read): Promise<Retention> {
  const [{ version, draft, editions }, runs] = await Promise.all([readTerms(em), readRuns(em)]);
  const newest = newestTerms(editions, seed);
  const inForce = termsInForce(editions, seed, now());
  const drafted = draft && { ...newest, ...draft.body.terms };
  return {
    version,
    standings: KINDS.map((kind) => {
      const run = runs.find((one) => one.kind === kind);
      return {
        kind,
        days: newest[kind],
        daysInForce: inForce[kind],
        inForceFrom: inForceFrom(editions, seed, kind, now()),
        minDays: RETENTION[kind].min,
        maxDays: RETENTION[kind].max,
        ranAt: run?.ranAt ?? null,
        removed: run?.removed ?? null,
        removedInAll: run?.removedInAll ?? null,
        countedSince: run?.countedSince ?? null,
      };
    }),
    draft: draft &&
      drafted && {
        terms: listed(drafted),
        excess: await excessOf({ em, now }, newest, drafted),
        savedAt: draft.at,
        savedBy: draft.byName,
      },
    editions: editions.slice(0, EDITIONS_SHOWN).map(({ number, body, at, byName }) => ({
      number,
      terms: listed({ ...seed, ...body?.terms }),
      publishedAt: at,
      publishedBy: byName,
    })),
  };
}

/** For how long what is kept now, for everybody. */
export async function readTermsInForce({ em, retention, now }: Read): Promise<RetentionTerm[]> {
  return listed(termsInForce((await readTerms(em)).editions, retention, now()));
}

function listed(terms: Terms): RetentionTerm[] {
  return KINDS.map((kind) => ({ kind, days: terms[kind] }));
}

function excessOf({ em, now }: Pick<Read, 'em' | 'now'>, newest: Terms, drafted: Terms): Promise<RetentionExcess[]> {
  return Promise.all(
    KINDS.filter((kind) => drafted[kind] < newest[kind]).map(async (kind) => ({
      kind,
      count: await countOlder(em, kind, new Date(now().getTime() - drafted[kind] * DAY_MS)),
    })),
  );
}
