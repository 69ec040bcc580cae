import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Person } from './person.ts';
import type { RegisteredSystem } from './registered-system.ts';

/** The hosts of the homologation environment, as a system calls them. */
export class TrialHost {
  private constructor(
    private readonly system: RegisteredSystem,
    private readonly access: Access,
    private readonly agent: string,
  ) {}

  static async of(owner: Person, system: RegisteredSystem, agent = 'sistema/1.0.0'): Promise<TrialHost> {
    const { credential } = await owner.get<{ credential: { homologationAccess: Access } }>(
      `query ($id: ID!) { credential(id: $id) { homologationAccess {
         authUrl ehrUrl authorities people { kind cns } professionals { cns } } } }`,
      { id: system.credentialId },
    );
    return new TrialHost(system, credential.homologationAccess, agent);
  }

  /** Somebody of whom documents can be sent. */
  get patient(): string {
    return this.access.people.find(({ kind }) => kind === 'ORDINARY')?.cns ?? '';
  }

  /** A token for the system's certificate. */
  async token(): Promise<string> {
    const { pem: cert, key } = this.system;
    const tls = { cert, key: key.export({ format: 'pem', type: 'pkcs8' }) };
    return JSON.parse((await this.send(`${this.access.authUrl}/api/token`, 'GET', {}, undefined, tls)).text)
      .access_token;
  }

  /** A call to the EHR host, with a token. */
  ehr(token: string, path: string, method = 'GET', body?: string) {
    const authorization = this.access.professionals[0]?.cns ?? '';
    const headers = { 'x-authorization-server': `Bearer ${token}`, authorization };
    return this.send(`${this.access.ehrUrl}/api/fhir/r4/${path}`, method, headers, body);
  }

  private send(url: string, method: string, headers: Record<string, string>, body?: string, tls: object = {}) {
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      const options = {
        method,
        headers: { 'user-agent': this.agent, ...headers },
        ca: this.access.authorities,
        agent: false,
      };
      const sent = request(url, { ...options, ...tls } as object, (res) => {
        text(res).then((all) => resolve({ status: res.statusCode ?? 0, text: all }), reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

interface Access {
  authUrl: string;
  ehrUrl: string;
  authorities: string;
  people: { kind: string; cns: string }[];
  professionals: { cns: string }[];
}
