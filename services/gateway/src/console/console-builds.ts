import { copyFile, link, mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { logger } from '../logger.ts';

/** Written last by a build (packages/console/build/note-build.ts): who reads it finds all of its files, or waits. */
const RECORD = 'build.json';

/** The one that is served, and the two before it, for pages that were opened then. */
const KEPT = 3;

/** One build of a frontend, whole. */
export interface ConsoleBuild {
  id: string;
  folder: string;
}

/**
 * The builds of one frontend. What was built last is taken over while the gateway runs, once it is whole; where there is a
 * place to keep builds, it and the ones before it are served from there, and the folder may be built into at any time.
 */
export class ConsoleBuilds {
  #latest: ConsoleBuild;
  #before: ConsoleBuild[] = [];
  #read = 0;

  private constructor(
    private readonly folder: string,
    private readonly keptIn: string | undefined,
  ) {
    this.#latest = { id: '', folder };
  }

  static async open(folder: string, keptIn?: string): Promise<ConsoleBuilds> {
    const builds = new ConsoleBuilds(folder, keptIn);
    await builds.look();
    return builds;
  }

  /** What is served. */
  get latest(): ConsoleBuild {
    return this.#latest;
  }

  /** Those kept beside it, the newest first. */
  get before(): readonly ConsoleBuild[] {
    return this.#before;
  }

  /** Takes over what was built since, by this gateway's own folder or beside another gateway. */
  async look(): Promise<void> {
    try {
      const built = await this.#newBuild();
      if (built) this.#latest = this.keptIn ? await keep(built, this.keptIn) : built;
      if (!this.keptIn) return;
      const kept = await keptBuilds(this.keptIn);
      this.#before = kept.filter(({ id }) => id !== this.#latest.id).slice(0, KEPT - 1);
      if (built) await this.#prune(kept);
    } catch (cause) {
      // What is served goes on being served.
      logger.warn({ err: cause, folder: this.folder }, 'a build of a console was not taken over');
    }
  }

  /** The build in the folder, where it is whole and another than the one that was read there last. */
  async #newBuild(): Promise<ConsoleBuild | undefined> {
    const record = join(this.folder, RECORD);
    const written = await stat(record).catch(() => null);
    if (!written || written.mtimeMs === this.#read) return undefined;
    const { id, files } = JSON.parse(await readFile(record, 'utf8')) as { id: string; files: string[] };
    // Restored from a cache, its record may be there before the rest.
    const looks = files.map((file) => stat(join(this.folder, file)));
    const whole = await Promise.all(looks).then(
      () => true,
      () => false,
    );
    if (!whole) return undefined;
    this.#read = written.mtimeMs;
    return { id, folder: this.folder };
  }

  async #prune(kept: readonly ConsoleBuild[]): Promise<void> {
    const wanted = new Set([this.#latest, ...this.#before].map(({ id }) => id));
    for (const { id, folder } of kept) if (!wanted.has(id)) await rm(folder, { recursive: true, force: true });
  }
}

/** Newest first: a build is as old as the last time that a gateway took it over. */
async function keptBuilds(keptIn: string): Promise<ConsoleBuild[]> {
  const names = await readdir(keptIn).catch(() => []);
  const builds = await Promise.all(
    names
      .filter((name) => !name.startsWith('.'))
      .map(async (id) => ({ id, folder: join(keptIn, id), at: (await stat(join(keptIn, id))).mtimeMs })),
  );
  return builds.sort((one, other) => other.at - one.at);
}

/** Puts it there whole or not at all: other gateways may look, or keep the same. */
async function keep({ id, folder }: ConsoleBuild, keptIn: string): Promise<ConsoleBuild> {
  const kept = { id, folder: join(keptIn, id) };
  if (!(await stat(kept.folder).catch(() => null))) {
    const unfinished = join(keptIn, `.${id}-${process.pid}`);
    const { files } = JSON.parse(await readFile(join(folder, RECORD), 'utf8')) as { files: string[] };
    for (const file of files) await put(join(folder, file), join(unfinished, file));
    await rename(unfinished, kept.folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  const now = new Date();
  await utimes(kept.folder, now, now);
  return kept;
}

/** A build empties its folder and writes anew, so the same file under two names stays as it is; another disk needs a copy. */
async function put(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await link(from, to).catch(() => copyFile(from, to));
}
