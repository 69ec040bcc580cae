import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { checkEvidenceFile } from '@portal/domain';
import { ProblemError } from '../errors.ts';
import { NotFound } from './command-errors.ts';

/** A file that the portal takes, as far as it can be seen here. */
interface ChosenFile {
  file: Blob;
  fileName: string;
}

/** Opens a PDF or PNG file; what the portal would refuse is refused before anything is sent. */
export async function chooseFile(path: string): Promise<ChosenFile> {
  const file = await open(path);
  const fileName = basename(path);
  const checked = await checkEvidenceFile(fileName, file);
  if (!checked.ok)
    throw new ProblemError([{ code: 'INVALID', message: `${path}: ${checked.message}`, path: null }], {});
  return { file, fileName };
}

/** Of a file that is not there openAsBlob throws before it promises anything. */
async function open(path: string): Promise<Blob> {
  try {
    return await openAsBlob(path);
  } catch (cause) {
    throw new NotFound(`O arquivo ${path} não pôde ser lido.`, { cause });
  }
}
