import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import type { RequestHandler } from 'express';
import sirv from 'sirv';
import { type ConsoleBuild, ConsoleBuilds } from './console-builds.ts';

/** Whose browser may keep a file. */
export type Audience = 'public' | 'private';

const HASHED = /\/assets\/.*-[\w-]{8}\.\w+$/;

/** Text of which sirv does not say how it is encoded. */
const TEXT: Readonly<Record<string, string>> = { '.css': 'text/css', '.js': 'text/javascript' };

/** So often, at the most, it is looked for a new build while nothing is missing. */
const LOOK_AGAIN_MS = 500;

/** The files of one frontend. */
export interface ConsoleFiles {
  /** Serves them; what no build has goes to the next handler. */
  serve: RequestHandler;
  /** The build whose files are served: a page made of them is made anew with the next. */
  latest(): Promise<ConsoleBuild>;
}

/**
 * Serves what a frontend was built to: files with a hash in their name for ever, also those of the builds before it, for
 * pages that are still open; the rest asked for anew each time; all of them compressed as they lie there.
 */
export async function openConsoleFiles(
  folder: string,
  audience: Audience = 'public',
  keptIn?: string,
): Promise<ConsoleFiles> {
  const builds = await ConsoleBuilds.open(folder, keptIn);
  const handlers = new Map<string, RequestHandler>();
  let looking: Promise<void> | undefined;
  let lookedAt = Date.now();

  async function lookNowAndThen(): Promise<void> {
    if (Date.now() - lookedAt >= LOOK_AGAIN_MS) await look();
  }

  async function look(): Promise<void> {
    looking ??= builds.look().finally(() => {
      looking = undefined;
      lookedAt = Date.now();
    });
    await looking;
  }

  /** Which files a build has is read once: a folder that is built into anew has another id then. */
  function handlerOf({ id, folder: at }: ConsoleBuild): RequestHandler {
    const key = `${id} ${at}`;
    const known = handlers.get(key) ?? builtFiles(at, audience);
    handlers.set(key, known);
    return known;
  }

  handlerOf(builds.latest);
  return {
    async serve(req, res, next) {
      if (req.method !== 'GET' && req.method !== 'HEAD') return next();
      const hashed = HASHED.test(req.path);
      if (!hashed) await lookNowAndThen();
      handlerOf(builds.latest)(req, res, async () => {
        if (!hashed) return next();
        // Not there: it is of a build before, or another gateway has a newer one.
        await look();
        firstThatHas([builds.latest, ...builds.before].map(handlerOf))(req, res, next);
      });
    },
    async latest() {
      await lookNowAndThen();
      return builds.latest;
    },
  };
}

function firstThatHas([first, ...rest]: RequestHandler[]): RequestHandler {
  return (req, res, next) => (first ? first(req, res, () => firstThatHas(rest)(req, res, next)) : next());
}

function builtFiles(folder: string, audience: Audience): RequestHandler {
  if (!existsSync(folder)) return (_req, _res, next) => next();
  const serve = sirv(folder, {
    etag: true,
    brotli: true,
    gzip: true,
    dotfiles: false,
    extensions: ['html'],
    setHeaders(res, path) {
      res.setHeader('cache-control', cacheControl(path, audience));
      const type = TEXT[extname(path)];
      if (type) res.setHeader('content-type', `${type};charset=utf-8`);
    },
  });
  return (req, res, next) => {
    // A file that a new build took away since the folder was listed ends this answer, not the process.
    res.once('pipe', (file) => file.once('error', () => res.destroy()));
    serve(req as IncomingMessage, res as ServerResponse, next);
  };
}

function cacheControl(path: string, audience: Audience): string {
  return HASHED.test(path) ? `${audience}, max-age=31536000, immutable` : `${audience}, no-cache`;
}
