import { join } from 'node:path';
import { may } from '@portal/service-kit/identity';
import { problemJson } from '@portal/service-kit/process';
import { type RequestHandler, Router } from 'express';
import { askerOf, hasBearer, type Identities, NOBODY } from '../callers/caller-of-request.ts';
import type { ConsoleName } from '../config.ts';
import { type ConsoleFolders, type ConsoleRemotes, ownEntry } from '../config.ts';
import type { Listener } from '../http/listener.ts';
import { FILE_PROBLEMS } from '../http/problem-json.ts';
import { type ConsoleFiles, openConsoleFiles } from './console-files.ts';
import { consolePage } from './console-page.ts';
import { pageHeaders } from './content-security-policy.ts';

/** The frontends' built files, for both listeners. */
export type Frontends = Record<'shell' | ConsoleName, ConsoleFiles>;

/** What serving a console needs. */
export interface ConsoleParts {
  listener: Listener;
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

/** The shell's files, those of this listener's remote, and the shell's page for every address of the console. */
export function consoleRoutes(parts: ConsoleParts): Router {
  const { listener, frontends, remotes } = parts;
  const { shell, [listener.console]: own } = frontends;
  const entry = remotes[listener.console];
  const isPublic = listener.console === 'integrator' && entry === ownEntry(listener.console);
  const page = consolePage({ console: listener.console, entry, shell, remote: isPublic ? own : undefined });
  const router = Router();
  router.get('/console.json', (_req, res) => {
    res.set('cache-control', 'no-cache').json({ name: listener.console, entry });
  });
  router.use(`/${listener.console}`, ...(listener.console === 'reviewer' ? [reviewersOnly(parts)] : []), own.serve);
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
export function graphiqlRoute({ listener, frontends: { shell }, issuer }: ConsoleParts): Router {
  const headers = pageHeaders(listener, issuer, { inlineStyles: true, writesHtml: true, workers: ['blob:'] });
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

function reviewersOnly({ listener, identities }: ConsoleParts): RequestHandler {
  return async (req, res, next) => {
    // No token opens it: none is looked up.
    const asker = hasBearer(req) ? NOBODY : await askerOf(req, listener, identities);
    res.vary('cookie');
    if (asker.kind === 'session' && may(asker.caller, 'READ_REQUESTS')) return next();
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
