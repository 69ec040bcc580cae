import {
  bearerToken,
  InvalidToken,
  type Person,
  type ProblemDetails,
  problemJson,
  type TokenVerifier,
  unauthenticated,
} from '@portal/service-kit';
import type { Request, RequestHandler, Response } from 'express';
import { type CredentialsContext, createContext, type Parts } from '../context.ts';
import { EvidenceRefusal } from './refusal.ts';
import { EvidenceChanged } from './verified-bytes.ts';

/** What is done for a person at an address that moves bytes. */
export type PersonHandler = (ctx: CredentialsContext, person: Person, req: Request, res: Response) => Promise<void>;

/** Answers people at addresses that move bytes, for the gateway alone; every error is problem+json. */
export function answerPeople(
  parts: Parts,
  verifyToken: TokenVerifier,
  reportChanged: (key: string) => void,
): (handle: PersonHandler) => RequestHandler {
  return (handle) => async (req, res) => {
    try {
      const caller = await verifyToken(bearerToken(req));
      if (caller.kind !== 'person') throw new InvalidToken('nobody is signed in');
      await handle(createContext(parts, caller, { traceId: res.locals.traceId }), caller, req, res);
    } catch (error) {
      if (error instanceof EvidenceChanged) reportChanged(error.key);
      if (error instanceof EvidenceRefusal) problemJson(res, error);
      else if (error instanceof InvalidToken) problemJson(res, NOBODY);
      // What is under way already was broken off, and is seen by its length.
      else if (!hungUp(error) && !res.headersSent) throw error;
    }
  };
}

const NOBODY: ProblemDetails = {
  status: 401,
  code: 'UNAUTHENTICATED',
  title: 'Sessão encerrada',
  detail: unauthenticated().message,
};

/** Who stops reading in the middle of a file is no failure of ours. */
function hungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
