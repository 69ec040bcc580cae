import { writeFile } from 'node:fs/promises';
import { UsageError } from './command-errors.ts';

/** Writes a report where the command line says. */
export async function writeReport(path: string, report: string): Promise<void> {
  await writeFile(path, report).catch((cause: unknown) => {
    throw new UsageError(`O relatório ${path} não pôde ser escrito.`, { cause });
  });
}
