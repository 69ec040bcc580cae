import type { Readable } from 'node:stream';
import { ScanState } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { isId } from '@portal/service-kit';
import { ofTeam } from '../audit/access-log.ts';
import { audit } from '../audit/audit.ts';
import type { CredentialsContext } from '../context.ts';
import { Evidence } from './evidence.ts';
import { evidenceNotFound } from './refusal.ts';
import { evidenceFor } from './visibility.ts';

/** Evidence and its bytes, for who may read it. Every reading is audited, and where that cannot be done nothing is read. */
export async function openForReading(
  ctx: CredentialsContext,
  person: Person,
  id: string,
): Promise<{ evidence: Evidence; bytes: Readable }> {
  const evidence = await findReadable(ctx, person, id);
  const bytes = await openContent(ctx, person, evidence);
  try {
    audit(ctx.em, {
      at: ctx.now(),
      actorId: person.id,
      act: 'readEvidence',
      subject: 'EVIDENCE',
      subjectId: id,
      detail: {
        accessRequest: evidence.request.id,
        sha256: evidence.sha256,
        ...ofTeam(evidence.request, person),
      },
    });
    await ctx.em.flush();
  } catch (error) {
    bytes.destroy();
    throw error;
  }
  return { evidence, bytes };
}

async function findReadable(ctx: CredentialsContext, person: Person, id: string): Promise<Evidence> {
  const row = isId(id) ? await ctx.em.fork().findOne(Evidence, { id }, { populate: ['request'] }) : null;
  const [evidence] = row ? await evidenceFor(row.request, [row], { ...ctx, caller: person }) : [];
  if (evidence?.scan !== ScanState.CLEAN) throw evidenceNotFound();
  return evidence;
}

/** Bytes that are gone because the evidence was taken away in this moment are not found; gone otherwise, they are lost. */
async function openContent(ctx: CredentialsContext, person: Person, { id }: Evidence): Promise<Readable> {
  try {
    return await ctx.evidenceStorage.open(id);
  } catch (error) {
    await findReadable(ctx, person, id);
    throw error;
  }
}
