import { checkEvidenceFile, MESSAGE_MAX_FILES } from '@portal/domain';
import { useState } from 'react';
import { makeKey } from '../acts/make-key.ts';

/** A file as it was uploaded, to go with a message. */
export interface UploadedFile {
  readonly attachmentId: string;
}

/** A file of a message that is being written. */
export interface Attachment {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Null until it arrived. */
  readonly id: string | null;
  readonly problem: string | undefined;
}

/** The files of a message that is being written. */
export interface Attachments {
  readonly files: readonly Attachment[];
  /** What is wrong with what was chosen. */
  readonly problem: string | undefined;
  readonly add: (chosen: readonly File[]) => void;
  readonly remove: (key: string) => void;
  readonly clear: () => void;
}

const TOO_MANY = `Uma mensagem leva no máximo ${MESSAGE_MAX_FILES} arquivos.`;
const NOT_SENT = 'Não foi possível enviar o arquivo. Remova-o e anexe de novo.';

/** Uploads files as they are chosen; they go with the message once it is sent. */
export function useAttachments(upload: (file: File) => Promise<UploadedFile>): Attachments {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const [problem, setProblem] = useState<string>();

  function change(key: string, part: Partial<Attachment>): void {
    setFiles((now) => now.map((file) => (file.key === key ? { ...file, ...part } : file)));
  }

  async function send(key: string, file: File): Promise<void> {
    try {
      const checked = await checkEvidenceFile(file.name, file);
      if (!checked.ok) return change(key, { problem: checked.message });
      change(key, { id: (await upload(file)).attachmentId });
    } catch (error) {
      const detail = error instanceof Error && 'detail' in error ? error.detail : undefined;
      change(key, { problem: typeof detail === 'string' ? detail : NOT_SENT });
    }
  }

  function add(chosen: readonly File[]): void {
    const room = MESSAGE_MAX_FILES - files.length;
    setProblem(chosen.length > room ? TOO_MANY : undefined);
    const taken = chosen.slice(0, room).map((file) => ({ key: makeKey(), file }));
    setFiles([
      ...files,
      ...taken.map(({ key, file: { name, size } }) => ({ key, name, size, id: null, problem: undefined })),
    ]);
    for (const { key, file } of taken) void send(key, file);
  }

  function remove(key: string): void {
    setProblem(undefined);
    setFiles((now) => now.filter((file) => file.key !== key));
  }

  return { files, problem, add, remove, clear: () => setFiles([]) };
}
