import { CredentialState, Environment } from '@portal/domain';
import { z } from 'zod';
import type { AskedService } from '../access/asked-service.ts';

const clientFacts = z.object({
  clientId: z.string(),
  credentialId: z.string(),
  requestId: z.string(),
  environment: z.enum(Environment),
  requesterIdentifier: z.string(),
  state: z.enum(CredentialState),
  validUntil: z.string(),
  certificatePem: z.string().nullable(),
  certificateSha256: z.string().nullable(),
  // Not told by what is older than it.
  previousCertificate: z
    .object({ pem: z.string(), sha256: z.string(), validUntil: z.string() })
    .nullable()
    .default(null),
});

/** What credentials tells of a system with a credential. */
export type ClientFacts = z.output<typeof clientFacts>;

/** So many are asked about in one go; credentials answers about no more. */
const MOST_AT_ONCE = 1_000;

/** The systems that have a credential: credentials knows them, and checks their secrets. */
export class ClientDirectory {
  constructor(private readonly credentials: AskedService) {}

  /** The system whose secret this is; undefined for a wrong secret or an unknown system, which take the same time. */
  async authenticate(clientId: string, secret: string): Promise<ClientFacts | undefined> {
    const answer = await this.ask('authenticate', { clientId, secret });
    return z.object({ client: clientFacts.nullable() }).parse(answer).client ?? undefined;
  }

  /** Those that there are, by client id. */
  async lookUp(clientIds: readonly string[]): Promise<Map<string, ClientFacts>> {
    const found = new Map<string, ClientFacts>();
    for (let from = 0; from < clientIds.length; from += MOST_AT_ONCE) {
      const answer = await this.ask('look-up', { clientIds: clientIds.slice(from, from + MOST_AT_ONCE) });
      const { clients } = z.object({ clients: z.array(clientFacts) }).parse(answer);
      for (const client of clients) found.set(client.clientId, client);
    }
    return found;
  }

  private ask(what: string, body: object): Promise<unknown> {
    return this.credentials.ask(`/internal/clients/${what}`, { body });
  }
}
