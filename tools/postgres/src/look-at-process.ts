import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** What a process id stands for at this moment. */
export interface SeenProcess {
  /** The process that started it, or whoever took it over when that one ended. */
  parent: number;
  /** The program and its arguments, with blanks between them. */
  command: string;
}

const ENDED = 'Z';

/**
 * Asks the operating system what a process is; undefined where there is none. An id that was read from a file may be
 * anybody's by now: look before it is signalled.
 */
export async function lookAtProcess(pid: number): Promise<SeenProcess | undefined> {
  if (!Number.isSafeInteger(pid) || pid < 1) return undefined;
  // A small container has no ps.
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<SeenProcess | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name may hold blanks and parentheses; the fields are counted from the last of these.
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === ENDED) return undefined;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    return { parent: Number(parent), command: command.replaceAll('\0', ' ').trimEnd() };
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

async function fromPs(pid: number): Promise<SeenProcess | undefined> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'ppid=,stat=,args=', '-p', String(pid)]);
    const [, parent, state, command = ''] = /^\s*(\d+)\s+(\S+)\s+(.*)/.exec(stdout) ?? [];
    return parent && !state?.startsWith(ENDED) ? { parent: Number(parent), command } : undefined;
  } catch (error) {
    // It ends with 1 where there is no such process.
    if ((error as { code?: unknown }).code === 1) return undefined;
    throw new Error(`It cannot be told what process ${pid} is: end it, or see that it is somebody else's.`, {
      cause: error,
    });
  }
}
