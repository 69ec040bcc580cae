import express, { type Request, type RequestHandler } from 'express';
import { basicCredentials, type ClientSecret } from './basic-credentials.ts';
import type { ClientProof } from './client-authentication.ts';
import { OauthError } from './oauth-error.ts';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Reads the body of an OAuth endpoint, which is a form, as text. */
export const readForm: RequestHandler = express.text({ type: 'application/x-www-form-urlencoded', limit: 64 * 1024 });

/** The parameters of a request: each at most once, an empty one as absent (RFC 6749 §3.2). */
export class OauthForm {
  private readonly fields: URLSearchParams;

  constructor(private readonly req: Request) {
    if (typeof req.body !== 'string') {
      throw new OauthError('invalid_request', 'Envie um corpo application/x-www-form-urlencoded.');
    }
    this.fields = new URLSearchParams(req.body);
    // By a set: to look each up among all took seconds for a body of thousands.
    const names = new Set(this.fields.keys());
    if (names.size < this.fields.size) throw new OauthError('invalid_request', 'Um campo veio repetido.');
  }

  get(name: string): string | undefined {
    return this.fields.get(name) || undefined;
  }

  require(name: string): string {
    const value = this.get(name);
    if (value === undefined) throw new OauthError('invalid_request', `Falta o campo ${name}.`);
    return value;
  }

  /** Id and secret, from HTTP Basic or from the form. */
  secret(): ClientSecret | undefined {
    const basic = basicCredentials(this.req);
    if (!basic && this.req.headers.authorization !== undefined) {
      throw new OauthError('invalid_client', 'Use HTTP Basic com o identificador e o segredo do cliente.');
    }
    const id = this.get('client_id');
    const secret = this.get('client_secret');
    if (basic && secret !== undefined) throw new OauthError('invalid_request', 'Use uma forma de autenticar por vez.');
    if (basic && id !== undefined && id !== basic.id) throw new OauthError('invalid_request', 'client_id diferente.');
    return basic ?? (id !== undefined && secret !== undefined ? { id, secret } : undefined);
  }

  /** How the client says who it is: HTTP Basic, the form, or an assertion signed by its certificate's key. */
  proof(): ClientProof {
    const secret = this.secret();
    const assertion = this.get('client_assertion');
    if (assertion === undefined) {
      if (secret) return { kind: 'secret', ...secret };
      throw new OauthError('invalid_client', 'Falta autenticar o cliente.');
    }
    if (secret) throw new OauthError('invalid_request', 'Use uma forma de autenticar por vez.');
    if (this.get('client_assertion_type') !== JWT_BEARER) {
      throw new OauthError('invalid_request', `client_assertion_type deve ser ${JWT_BEARER}.`);
    }
    return { kind: 'assertion', assertion, clientId: this.get('client_id') };
  }
}
