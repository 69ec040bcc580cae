import { join } from 'node:path';
import { hasRole } from '@portal/service-kit/identity';
import { problemJson } from '@portal/service-kit/process';
import { type RequestHandler, Router } from 'express';
import { askerOf, hasBearer, type Identities, NOBODY } from '../caller-of-request.ts';
import { type ConsoleFolders, type ConsoleRemotes, ownEntry } from '../config.ts';
import { FILE_PROBLEMS } from '../evidence/problems.ts';
import type { ConsoleName, Door } from '../origin/door.ts';
import { type ConsoleFiles, openConsoleFiles } from './console-files.ts';
import { consolePage } from './console-page.ts';
import { pageHeaders } from './content-security-policy.ts';

/** The frontends' built files, for both doors. */
export type Frontends = Record<'shell' | ConsoleName, ConsoleFiles>;

/** What serving a console needs. */
export interface ConsoleParts {
  door: Door;
  identities: Identities;
  frontends: Frontends;
  remotes: ConsoleRemotes;
  issuer: string;
}

/** Looks at what was built, and keeps it where builds are kept. */
export async function openFrontends({ kept, ...folders }: ConsoleFolders): Promise<Frontends> {
  const open = (name: keyof Frontends) =>
    openConsoleFiles(folders[name], name === 'reviewer' ? 'private' : 'public', kept && join(kept, name));
  const [shell, integrator, reviewer] = await Promise.all([open('shell'), open('integrator'), open('reviewer')]);
  return { shell, integrator, reviewer };
}

/** Below these a missing file is missing, and never the shell's page. */
const FOLDERS = ['/assets/', '/integrator/', '/reviewer/'];

/** What programs call: below these, and at them, what is not there is told to a program, and never as the shell's page. */
const FOR_PROGRAMS =
  /^\/(\.well-known|oauth|api|evidence|conformance-reports|certificate|graphql|docs|internal|client-errors)(\/|$)/i;

/** Below this a dot is part of a name, as in Query.portfolios, and not of a file's. */
const REFERENCE = '/desenvolvedores/referencia/';

/** The shell's files, those of this door's remote, and the shell's page for every address of the console. */
export function consoleRoutes(parts: ConsoleParts): Router {
  const { door, frontends, remotes } = parts;
  const { shell, [door.console]: own } = frontends;
  const entry = remotes[door.console];
  const isPublic = door.console === 'integrator' && entry === ownEntry(door.console);
  const page = consolePage({ console: door.console, entry, shell, remote: isPublic ? own : undefined });
  const router = Router();
  router.get('/console.json', (_req, res) => {
    res.set('cache-control', 'no-cache').json({ name: door.console, entry });
  });
  router.use(`/${door.console}`, ...(door.console === 'reviewer' ? [reviewersOnly(parts)] : []), own.serve);
  router.get(['/', '/index.html'], page);
  router.use(shell.serve);
  router.get('/{*path}', pageOf(page));
  router.use((_req, res) => {
    res.set('cache-control', 'no-store');
    problemJson(res, FILE_PROBLEMS.notFound);
  });
  return router;
}

/** GraphiQL, for a browser that opens /graphql; its editor styles itself and works in a worker. */
export function graphiqlRoute({ door, frontends: { shell }, issuer }: ConsoleParts): Router {
  const headers = pageHeaders(door, issuer, { inlineStyles: true, workers: ['blob:'] });
  const router = Router();
  router.get('/graphql', (req, res, next) => {
    res.vary('accept');
    // A program that says nothing of what it accepts wants an answer, not a page.
    if (req.accepts(['json', 'html']) !== 'html') return next();
    headers(req, res, () => {
      req.url = '/graphiql.html';
      shell.serve(req, res, next);
    });
  });
  return router;
}

function reviewersOnly({ door, identities }: ConsoleParts): RequestHandler {
  return async (req, res, next) => {
    // No token opens it: none is looked up.
    const asker = hasBearer(req) ? NOBODY : await askerOf(req, door, identities);
    res.vary('cookie');
    if (asker.kind === 'session' && hasRole(asker.caller, 'REVIEWER', 'ADMIN')) return next();
    res.set('cache-control', 'no-store');
    if (asker.kind !== 'session') return problemJson(res, FILE_PROBLEMS.nobody);
    problemJson(res, {
      status: 403,
      code: 'FORBIDDEN',
      title: 'Sem permissão',
      detail: 'Este console é dos analistas do Ministério da Saúde.',
    });
  };
}

function pageOf(page: RequestHandler): RequestHandler {
  return (req, res, next) => {
    const lastName = req.path.slice(req.path.lastIndexOf('/') + 1);
    const isFile = lastName.includes('.') && !req.path.startsWith(REFERENCE);
    if (isFile || FOR_PROGRAMS.test(req.path) || FOLDERS.some((folder) => req.path.startsWith(folder))) return next();
    page(req, res, next);
  };
}
