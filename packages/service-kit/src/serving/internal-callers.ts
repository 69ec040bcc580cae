import type { RequestHandler } from 'express';
import type { Caller } from '../identity/caller.ts';
import { InvalidToken, type TokenVerifier } from '../identity/internal-token.ts';
import { problemJson } from '../problem-json.ts';
import { bearerToken } from './bearer.ts';

/** Who an internal address is for. */
export type InternalCaller = 'gateway' | 'credentials' | 'homologation';

/** Lets those through who ask for themselves, and nobody else: the gateway's token for nobody, a service's own. */
export function onlyFor(verifyToken: TokenVerifier, ...callers: InternalCaller[]): RequestHandler {
  return async (req, res, next) => {
    try {
      const name = nameOf(await verifyToken(bearerToken(req)));
      if (!callers.some((caller) => caller === name)) throw new InvalidToken('not for who asks');
    } catch (error) {
      if (!(error instanceof InvalidToken)) throw error;
      const detail = 'Este endereço é interno.';
      return problemJson(res, { status: 401, code: 'UNAUTHENTICATED', title: 'Não autorizado', detail });
    }
    res.set('cache-control', 'no-store');
    next();
  };
}

function nameOf(caller: Caller): string | undefined {
  if (caller.kind === 'anonymous') return 'gateway';
  return caller.kind === 'service' ? caller.name : undefined;
}
