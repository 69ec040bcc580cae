import { CERTIFICATE_MAX_BYTES, HTTP_ERRORS, type HttpErrorCode } from '@portal/domain';
import { bearerToken, InvalidToken, problemJson, type TokenVerifier } from '@portal/service-kit';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { type CertificateForm, FormRefusal, readCertificateForm } from './certificate-form.ts';
import type { TrustedAuthorities } from './chain.ts';
import { readCertificate } from './read-certificate.ts';

/** What the endpoint stands on. */
export interface CertificateEndpoint {
  verifyToken: TokenVerifier;
  authorities: TrustedAuthorities | undefined;
  now: () => Date;
}

/**
 * `POST /internal/certificate`: reads a certificate file (and its password) in memory and answers what it is, with the
 * public certificate as `pem`. Nothing of it is kept or logged. Signed-in people only.
 */
export function certificateRoutes({ verifyToken, authorities, now }: CertificateEndpoint): Router {
  const router = Router();
  router.post('/internal/certificate', requirePersonHttp(verifyToken), async (req: Request, res: Response) => {
    const form = await readForm(req, res);
    if (!form) return;
    const certificate = await readCertificate(form.file, { password: form.password, authorities, now: now() });
    if (certificate.ok) res.set('cache-control', 'no-store').json(certificate.value);
    else refuse(res, 'INVALID', certificate.message);
  });
  return router;
}

function requirePersonHttp(verifyToken: TokenVerifier): RequestHandler {
  return async (req, res, next) => {
    if (await isPerson(verifyToken, bearerToken(req))) return next();
    const detail = 'Entre com a sua conta gov.br para continuar.';
    problemJson(res, { status: 401, code: 'UNAUTHENTICATED', title: 'É preciso entrar', detail });
  };
}

async function isPerson(verifyToken: TokenVerifier, token: string | undefined): Promise<boolean> {
  try {
    return (await verifyToken(token)).kind === 'person';
  } catch (error) {
    if (error instanceof InvalidToken) return false;
    throw error;
  }
}

async function readForm(req: Request, res: Response): Promise<CertificateForm | undefined> {
  try {
    return await readCertificateForm(req, CERTIFICATE_MAX_BYTES);
  } catch (error) {
    if (!(error instanceof FormRefusal)) throw error;
    refuse(res, error.code, error.message);
    return undefined;
  }
}

function refuse(res: Response, code: HttpErrorCode, detail: string): void {
  problemJson(res, { status: HTTP_ERRORS[code].status, code, title: 'Certificado não aceito', detail });
}
