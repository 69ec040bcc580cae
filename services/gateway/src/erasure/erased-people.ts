import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { arrayLiteral, openText, type SealedText } from '@portal/service-kit/database';
import { z } from 'zod';
import type { AskedService } from '../access/asked-service.ts';
import { logger } from '../logger.ts';
import { sealedEmail } from '../personal-data/emails.ts';
import { accountErased } from '../security-events.ts';
import { forgetSaid } from '../sessions/role-changes.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { PersonalTokens } from '../tokens/personal-tokens.ts';

const EVERY_MS = 15_000;
/** What was erased before it is told of, and committed only afterwards, is told of the next time. */
const TOLD_AGAIN_MS = 10 * 60_000;

const answer = z.object({ people: z.array(z.uuid()), at: z.iso.datetime() });

/** Who knows of them, and what of a person is here. */
interface ErasedPeopleParts {
  orm: MikroORM;
  credentials: AskedService;
  sessions: Sessions;
  personalTokens: PersonalTokens;
}

/**
 * Takes those out whom credentials erased: their row, sessions and tokens, and the keys of their e-mails. At the start it asks for all who ever were, for a
 * database that was restored has them back.
 */
export class ErasedPeople implements AsyncDisposable {
  private readonly over = new AbortController();
  private since: Date | undefined;
  private timer: NodeJS.Timeout | undefined;
  private underWay: Promise<void>;

  constructor(private readonly parts: ErasedPeopleParts) {
    this.underWay = this.look();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.over.abort();
    clearTimeout(this.timer);
    await this.underWay;
  }

  private async look(): Promise<void> {
    try {
      const { people, at } = await this.ask();
      for (const id of await this.stillHere(people)) await this.takeOut(id);
      this.since = new Date(Date.parse(at) - TOLD_AGAIN_MS);
    } catch (err) {
      if (!this.over.signal.aborted) logger.warn({ err }, 'who was erased is asked for again');
    }
    if (this.over.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.underWay = this.look();
    }, EVERY_MS);
  }

  private async ask(): Promise<z.infer<typeof answer>> {
    const since = this.since ? `?since=${this.since.toISOString()}` : '';
    const { signal } = this.over;
    return answer.parse(await this.parts.credentials.ask(`/internal/erased-people${since}`, { signal }));
  }

  private async stillHere(people: readonly string[]): Promise<string[]> {
    if (people.length === 0) return [];
    const rows = await this.parts.orm.em
      .fork()
      .execute<{ id: string }[]>('select id from people where id = any(?::uuid[])', [arrayLiteral(people)]);
    return rows.map(({ id }) => id);
  }

  private async takeOut(personId: string): Promise<void> {
    const { orm, sessions, personalTokens } = this.parts;
    // The other gateways hear of what ends; what is begun in between goes with the row.
    await sessions.endAllOf(personId);
    await personalTokens.endAllOf(personId);
    await orm.em.fork().transactional((em) => forget(em, personId));
    accountErased(personId);
  }
}

async function forget(em: EntityManager, personId: string): Promise<void> {
  const [row] = await em.execute<Emails[]>(
    `select ${sealedEmail('people.email')} as email, email_verified as verified,
       ${sealedEmail('people.former_email')} as former
     from people where id = ? for update`,
    [personId],
  );
  if (!row) return;
  await em.execute('delete from people where id = ?', [personId]);
  const emails = [row.verified ? openText(em, row.email) : null, openText(em, row.former)];
  for (const email of emails) if (email !== null) await forgetSaid(em, personId, email);
  await em.execute('delete from personal_key where subject = ?', [personId]);
}

interface Emails {
  email: SealedText;
  verified: boolean;
  former: SealedText;
}
