import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readCurlCommands } from './curl-reader.ts';

const FOLDER = resolve(import.meta.dirname, '../../docs/examples');
const TESTS = resolve(import.meta.dirname, '..');

/** What an example is told by its environment. */
export interface Told {
  PORTAL_URL: string;
  PORTAL_TOKEN?: string;
}

/** How an example ended. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** One of docs/examples, run as its first lines say. */
export interface Example {
  name: string;
  /** What it prints: a line for each thing, or the answers as they came. */
  prints: 'lines' | 'json';
  run(told: Told): Promise<Ended>;
}

/** Those that this machine can run: JavaScript and the commands of curl anywhere, the rest where the program is there. */
export async function runnableExamples(): Promise<Example[]> {
  const always: Example[] = [
    { name: 'javascript.mjs', prints: 'lines', run: program(process.execPath, 'javascript.mjs') },
    { name: 'the commands of curl.sh', prints: 'json', run: runCurlCommands },
  ];
  const others: [string, Example][] = [
    ['curl', { name: 'curl.sh', prints: 'json', run: program('sh', 'curl.sh') }],
    ['python3', { name: 'python.py', prints: 'lines', run: program('python3', 'python.py') }],
    ['java', { name: 'Example.java', prints: 'json', run: program('java', 'Example.java') }],
  ];
  const found = await Promise.all(others.map(([name]) => isThere(name)));
  return [...always, ...others.filter((_, index) => found[index]).map(([, example]) => example)];
}

async function isThere(name: string): Promise<boolean> {
  return promisify(execFile)(name, ['--version']).then(
    () => true,
    () => false,
  );
}

function program(command: string, file: string): Example['run'] {
  return (told) =>
    new Promise((done) => {
      execFile(command, [join(FOLDER, file)], { env: environment(told) }, (error, stdout, stderr) => {
        done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
      });
    });
}

/** What curl would do, as far as the script goes: the answer of each command, 22 where one failed. */
async function runCurlCommands(told: Told): Promise<Ended> {
  const script = await readFile(join(FOLDER, 'curl.sh'), 'utf8');
  let stdout = '';
  for (const { url, headers, body } of readCurlCommands(script, { ...told })) {
    const asked = () => fetch(url, { method: 'POST', headers, body: body ?? null });
    let response = await asked();
    if (response.status === 429) {
      await setTimeout(1000 * Number(response.headers.get('retry-after')));
      response = await asked();
    }
    stdout += `${await response.text()}\n`;
    if (!response.ok) return { code: 22, stdout, stderr: '' };
  }
  return { code: 0, stdout, stderr: '' };
}

function environment(told: Told): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return { PATH, HOME, ...told };
}

/** subscription.mjs in a folder of its own, with what its second line installs. */
export class LiveExample implements AsyncDisposable {
  readonly said: string[] = [];
  private readonly child;

  private constructor(
    private readonly folder: string,
    told: Told,
  ) {
    this.child = spawn(process.execPath, [join(folder, 'subscription.mjs')], {
      env: environment(told),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => this.said.push(line));
    }
  }

  static async start(told: Told): Promise<LiveExample> {
    const folder = await mkdtemp(join(tmpdir(), 'portal-example-'));
    const source = join(FOLDER, 'subscription.mjs');
    await mkdir(join(folder, 'node_modules'));
    const [, names = ''] = /npm install (.+)/.exec(await readFile(source, 'utf8')) ?? [];
    for (const name of names.split(' ')) {
      await symlink(join(TESTS, 'node_modules', name), join(folder, 'node_modules', name));
    }
    await copyFile(source, join(folder, 'subscription.mjs'));
    return new LiveExample(folder, told);
  }

  /** The exit code, once it ends by itself. */
  async ended(): Promise<number | null> {
    if (this.child.exitCode === null) await once(this.child, 'close');
    return this.child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill();
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    await rm(this.folder, { recursive: true, force: true });
  }
}
